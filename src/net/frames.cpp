#include "net/frames.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>

#include "base/ensure.hpp"
#include "net/utf8.hpp"

namespace parley::net {

using live::Close;

namespace {

constexpr std::size_t control_bytes_max = 125;
constexpr std::size_t reason_bytes_max = control_bytes_max - 2;
constexpr std::int64_t control_window_ms = 10'000;

Arrival fault(Close code, std::string_view word) {
    return {Arrival::Kind::fault, word, static_cast<std::uint16_t>(code)};
}

std::uint64_t read_big_endian(char const* bytes, std::size_t count) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

void write_big_endian(char* bytes, std::size_t count, std::uint64_t value) {
    for (std::size_t i = count; i-- > 0; value >>= 8) bytes[i] = static_cast<char>(value & 0xFF);
}

/// The first two bytes of a frame: everything but a long length and the mask.
struct Start {
    bool final;
    std::uint8_t reserved_bits;
    std::uint8_t opcode;
    bool masked;
    std::uint8_t short_length;

    explicit Start(char const* bytes)
        : final((bytes[0] & 0x80) != 0),
          reserved_bits(bytes[0] & 0x70),
          opcode(bytes[0] & 0x0F),
          masked((bytes[1] & 0x80) != 0),
          short_length(bytes[1] & 0x7F) {}

    bool is_control() const { return opcode >= 8; }
    std::size_t length_bytes() const {
        return short_length == 126 ? 2 : short_length == 127 ? 8 : 0;
    }
    std::size_t header_bytes() const { return 2 + length_bytes() + 4; }
};

std::optional<Arrival> fault_of_start(Start const& start, bool in_message) {
    if (start.reserved_bits != 0) return fault(Close::protocol_error, "reserved_bits");
    if ((start.opcode > 2 && start.opcode < 8) || start.opcode > 10) {
        return fault(Close::protocol_error, "reserved_opcode");
    }
    if (!start.masked) return fault(Close::protocol_error, "unmasked");
    if (start.is_control()) {
        if (!start.final) return fault(Close::protocol_error, "control_fragmented");
        if (start.short_length > control_bytes_max) {
            return fault(Close::protocol_error, "control_too_long");
        }
        return std::nullopt;
    }
    if (start.opcode == 0 && !in_message) {
        return fault(Close::protocol_error, "nothing_to_continue");
    }
    if (start.opcode != 0 && in_message) {
        return fault(Close::protocol_error, "message_not_finished");
    }
    if (start.opcode == 2) return fault(Close::unsupported_data, "binary");
    return std::nullopt;
}

/// The key as it stands in memory, so that xor needs no thought about byte order.
std::uint32_t read_key(char const* bytes) {
    std::uint32_t key;
    std::memcpy(&key, bytes, sizeof key);
    return key;
}

/// The key for the bytes that follow `count` bytes.
std::uint32_t advance_key(std::uint32_t key, std::size_t count) {
    int const bits = static_cast<int>(count % 4) * 8;
    return std::endian::native == std::endian::little ? std::rotr(key, bits) : std::rotl(key, bits);
}

void unmask(std::span<char> bytes, std::uint32_t key) {
    auto const twice = std::uint64_t{key} << 32 | key;
    std::size_t at = 0;
    for (; bytes.size() - at >= sizeof twice; at += sizeof twice) {
        std::uint64_t eight;
        std::memcpy(&eight, bytes.data() + at, sizeof eight);
        eight ^= twice;
        std::memcpy(bytes.data() + at, &eight, sizeof eight);
    }
    char four[sizeof key];
    std::memcpy(four, &key, sizeof key);
    for (std::size_t i = 0; at + i < bytes.size(); ++i) bytes[at + i] ^= four[i % 4];
}

bool may_be_received(std::uint16_t code) {
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) ||
           (code >= 3000 && code <= 4999);
}

Arrival close_of(std::string_view payload) {
    if (payload.empty()) return {Arrival::Kind::close, {}};
    if (payload.size() == 1) return fault(Close::protocol_error, "bad_close_length");
    auto const code = static_cast<std::uint16_t>(read_big_endian(payload.data(), 2));
    if (!may_be_received(code)) return fault(Close::protocol_error, "bad_close_code");
    auto const reason = payload.substr(2);
    if (check_utf8(reason).verdict != Utf8Check::Verdict::whole) {
        return fault(Close::bad_utf8, "bad_utf8");
    }
    return {Arrival::Kind::close, reason, code};
}

std::string_view view(std::span<char> bytes) { return {bytes.data(), bytes.size()}; }

}  // namespace

/// What is there of something that has not arrived in full.
struct FrameReader::Partial {
    Instant since;

    std::string raw;         // a header, or a control frame with its header, cut off; masked
    bool raw_given = false;  // the last call gave a view of `raw`

    bool in_frame = false;  // a data frame's payload is arriving
    bool final = false;
    std::uint64_t missing = 0;
    std::uint32_t key = 0;

    bool in_message = false;
    std::size_t fragments = 0;
    std::string text;
    std::size_t checked = 0;  // so many bytes of `text` are whole, valid characters
    bool text_given = false;  // the last call gave a view of `text`
};

FrameReader::FrameReader() = default;
FrameReader::~FrameReader() = default;
FrameReader::FrameReader(FrameReader&&) noexcept = default;
FrameReader& FrameReader::operator=(FrameReader&&) noexcept = default;

Instant FrameReader::incomplete_since() const { return partial_ ? partial_->since : Instant{}; }

bool FrameReader::in_message() const { return partial_ && partial_->in_message; }

FrameReader::Partial& FrameReader::partial(Instant now) {
    if (!partial_) {
        partial_ = std::make_unique<Partial>();
        partial_->since = now;
    }
    return *partial_;
}

void FrameReader::let_go() {
    if (!partial_) return;
    if (partial_->raw_given) {
        partial_->raw.clear();
        partial_->raw_given = false;
    }
    if (partial_->raw.empty() && (!partial_->in_message || partial_->text_given)) partial_.reset();
}

Arrival FrameReader::next(std::span<char>& bytes, FrameBounds const& bounds, Instant now) {
    let_go();
    while (!bytes.empty() || (partial_ && partial_->in_frame && partial_->missing == 0)) {
        auto const arrival =
            partial_ && partial_->in_frame ? take_payload(bytes) : take_header(bytes, bounds, now);
        if (arrival.kind != Arrival::Kind::nothing) return arrival;
    }
    return {};
}

/// Takes a header; with it a control frame's payload, and a text's where it is whole.
Arrival FrameReader::take_header(std::span<char>& bytes, FrameBounds const& bounds, Instant now) {
    // What is cut off is collected in `raw`; otherwise everything is read where it lies.
    auto const collecting = partial_ && !partial_->raw.empty();
    auto const here = [&] { return collecting ? std::span<char>{partial_->raw} : bytes; };
    auto const reach = [&](std::size_t size) {
        if (here().size() >= size) return true;
        auto& raw = partial(now).raw;
        auto const moved = std::min(bytes.size(), size - raw.size());
        raw.append(bytes.data(), moved);
        bytes = bytes.subspan(moved);
        return collecting && raw.size() >= size;
    };

    if (!reach(2)) return {};
    Start const start{here().data()};
    if (auto const found = fault_of_start(start, in_message())) return *found;
    auto const header_bytes = start.header_bytes();
    if (!reach(header_bytes)) return {};
    auto const header = here().first(header_bytes);
    auto const length = start.length_bytes() == 0
                            ? start.short_length
                            : read_big_endian(header.data() + 2, start.length_bytes());
    if ((start.short_length == 126 && length < 126) ||
        (start.short_length == 127 && length <= 0xFFFF)) {
        return fault(Close::protocol_error, "length_not_minimal");
    }
    auto const key = read_key(header.data() + header_bytes - 4);

    if (start.is_control()) {
        if (!reach(header_bytes + length)) return {};
        auto const payload = here().subspan(header_bytes, length);
        unmask(payload, key);
        if (collecting) {
            partial_->raw_given = true;
        } else {
            bytes = bytes.subspan(header_bytes + length);
        }
        return control(start.opcode, view(payload), bounds, now);
    }

    auto const so_far = in_message() ? partial_->text.size() : 0;
    if (so_far > bounds.message_bytes_max || length > bounds.message_bytes_max - so_far) {
        return fault(Close::too_big, "message_too_big");
    }
    if ((in_message() ? partial_->fragments : 0) + 1 > bounds.fragments_max) {
        return fault(Close::policy, "too_many_fragments");
    }
    if (collecting) {
        partial_->raw.clear();
    } else {
        bytes = bytes.subspan(header_bytes);
        if (start.final && start.opcode == 1 && bytes.size() >= length) {
            auto const text = bytes.first(length);
            unmask(text, key);
            bytes = bytes.subspan(length);
            if (check_utf8(view(text)).verdict != Utf8Check::Verdict::whole) {
                return fault(Close::bad_utf8, "bad_utf8");
            }
            return {Arrival::Kind::text, view(text)};
        }
    }
    auto& begun = partial(now);
    begun.in_frame = true;
    begun.final = start.final;
    begun.missing = length;
    begun.key = key;
    begun.in_message = true;
    ++begun.fragments;
    return {};
}

/// Takes what is there of a data frame's payload.
Arrival FrameReader::take_payload(std::span<char>& bytes) {
    auto& p = *partial_;
    auto const piece = bytes.first(std::min<std::uint64_t>(p.missing, bytes.size()));
    bytes = bytes.subspan(piece.size());
    unmask(piece, p.key);
    p.key = advance_key(p.key, piece.size());
    p.missing -= piece.size();
    p.text.append(view(piece));

    auto const check = check_utf8(std::string_view{p.text}.substr(p.checked));
    p.checked += check.whole_bytes;
    if (check.verdict == Utf8Check::Verdict::broken) return fault(Close::bad_utf8, "bad_utf8");
    if (p.missing > 0) return {};
    p.in_frame = false;
    if (!p.final) return {};
    if (p.checked != p.text.size()) return fault(Close::bad_utf8, "bad_utf8");
    p.text_given = true;
    return {Arrival::Kind::text, p.text};
}

Arrival FrameReader::control(std::uint8_t opcode, std::string_view payload,
                             FrameBounds const& bounds, Instant now) {
    if (opcode == static_cast<std::uint8_t>(Opcode::close)) return close_of(payload);
    if (now.ms - control_window_ms_ >= control_window_ms) {
        control_window_ms_ = now.ms;
        control_frames_ = 0;
    }
    if (++control_frames_ > bounds.control_frames_max) {
        return fault(Close::policy, "too_many_control_frames");
    }
    auto const ping = opcode == static_cast<std::uint8_t>(Opcode::ping);
    return {ping ? Arrival::Kind::ping : Arrival::Kind::pong, payload};
}

char* put_frame_header(char* payload, Opcode opcode, std::size_t payload_bytes) {
    auto const length_bytes = payload_bytes < 126 ? 0 : payload_bytes <= 0xFFFF ? 2 : 8;
    char* const start = payload - 2 - length_bytes;
    start[0] = static_cast<char>(0x80 | static_cast<std::uint8_t>(opcode));
    start[1] = static_cast<char>(length_bytes == 0 ? payload_bytes : length_bytes == 2 ? 126 : 127);
    write_big_endian(start + 2, static_cast<std::size_t>(length_bytes), payload_bytes);
    return start;
}

void append_frame(std::string& out, Opcode opcode, std::string_view payload) {
    char header[frame_header_bytes_max];
    char* const end = header + sizeof header;
    char const* const start = put_frame_header(end, opcode, payload.size());
    out.append(start, static_cast<std::size_t>(end - start));
    out.append(payload);
}

std::string close_payload(std::uint16_t code, std::string_view reason) {
    if (code == 0) return {};
    std::string payload(2, '\0');
    write_big_endian(payload.data(), 2, code);
    return payload.append(reason.substr(0, reason_bytes_max));
}

}  // namespace parley::net
