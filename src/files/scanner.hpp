#pragma once
// Asks a virus scanner about a file: clamd, over its socket or over TCP. The bytes go in the clear,
// so TCP is spoken to this machine and to private networks only. Any number of threads at once.

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace parley::files {

struct ScannerAddress {
    std::string path;  // of a Unix socket; else empty
    std::string host;  // a name or an address
    std::uint16_t port = 0;
};

/// Reads "unix:/run/clamav/clamd.ctl", "127.0.0.1:3310", "[::1]:3310" or "clamav:3310"; nothing
/// where it is none of these.
std::optional<ScannerAddress> scanner_address(std::string_view text);

struct Scan {
    enum class What {
        clean,
        infected,
        too_large,    // for clamd's StreamMaxLength: it will never look at this file
        unavailable,  // nothing is known; ask again later
    };
    What what = What::unavailable;
    std::string name;  // what clamd calls the infection: printable ASCII, at most 100
};

class Scanner {
  public:
    /// `time_max`: for one whole call.
    explicit Scanner(ScannerAddress address, milliseconds time_max = seconds{60})
        : address_(std::move(address)), time_max_(time_max) {}

    /// Returns within moments of a stop, as unavailable.
    Scan scan(std::string_view bytes, std::stop_token stop = {}) const;
    /// Does it answer at all? Within five seconds.
    bool answers() const;

  private:
    ScannerAddress const address_;
    milliseconds const time_max_;
};

}  // namespace parley::files
