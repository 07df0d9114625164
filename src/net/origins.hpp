#pragma once
// Under which names this server is reached. A browser sends Host with every request and Origin with
// those that a page makes; only our own count (CSWSH, CSRF and host-header attacks: faults 2G,
// B23).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parley::net {

enum class Scheme { http, https };

/// Whether this is `http://host[:port]` or `https://host[:port]`, in whatever case, without a path.
bool is_origin(std::string_view text);

class OwnOrigins {
  public:
    /// Each `scheme://host[:port]`. Throws std::runtime_error with a sentence where one is not.
    explicit OwnOrigins(std::vector<std::string> const& origins);

    /// Port 0 in an origin stands for the port that the system will choose: this one.
    void set_chosen_port(std::uint16_t port);

    /// Exactly as browsers write it: lower case, no default port, no slash at the end.
    bool has(std::string_view origin) const;
    /// The scheme under which the host is ours; https where both are. Nothing where it is not ours.
    std::optional<Scheme> scheme_of(std::string_view host) const;

  private:
    struct Own {
        std::string origin;  // scheme://host[:port], no default port
        std::string host;    // host:port, always with the port
        Scheme scheme;
    };
    std::vector<Own> own_;
};

}  // namespace parley::net
