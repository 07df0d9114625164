// WebSocket frames from a hostile client: no crash, no arrival beyond the limits, and the same
// arrivals however the stream is cut. The first byte of the input chooses the pieces.

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "base/ensure.hpp"
#include "net/frames.hpp"
#include "net/utf8.hpp"

namespace {

using namespace parley;
using namespace parley::net;
using Seen = std::vector<std::tuple<Arrival::Kind, std::string, std::uint16_t>>;

constexpr FrameBounds bounds{.message_bytes_max = 300, .fragments_max = 5, .control_frames_max = 8};

Seen read(std::string stream, std::size_t piece) {
    Seen seen;
    FrameReader reader;
    std::span<char> rest{stream};
    while (!rest.empty()) {
        auto bytes = rest.first(std::min(piece, rest.size()));
        rest = rest.subspan(bytes.size());
        while (true) {
            auto const arrival = reader.next(bytes, bounds, Instant{1});
            if (arrival.kind == Arrival::Kind::nothing) break;
            if (arrival.kind == Arrival::Kind::text) {
                ENSURE(arrival.data.size() <= bounds.message_bytes_max);
                ENSURE(check_utf8(arrival.data).verdict == Utf8Check::Verdict::whole);
            }
            seen.emplace_back(arrival.kind, arrival.data, arrival.code);
            if (arrival.kind == Arrival::Kind::close || arrival.kind == Arrival::Kind::fault) {
                return seen;
            }
        }
        ENSURE(bytes.empty());
    }
    return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size < 2) return 0;
    std::string const stream{reinterpret_cast<char const*>(data + 1), size - 1};
    auto const whole = read(stream, stream.size());
    ENSURE(whole == read(stream, 1));
    ENSURE(whole == read(stream, 1u + data[0]));
    return 0;
}
