#include "client/frames.hpp"

#include <cstring>

namespace parley::client {

namespace {

constexpr std::size_t space_min = 4 * 1024;
constexpr std::size_t space_max = 64 * 1024;

void mask_in_place(char* bytes, std::size_t count, std::uint32_t mask) {
    std::uint64_t const wide = mask | static_cast<std::uint64_t>(mask) << 32;
    std::size_t i = 0;
    for (; i + sizeof wide <= count; i += sizeof wide) {
        std::uint64_t eight;
        std::memcpy(&eight, bytes + i, sizeof eight);
        eight ^= wide;
        std::memcpy(bytes + i, &eight, sizeof eight);
    }
    for (; i < count; ++i) bytes[i] = static_cast<char>(bytes[i] ^ (wide >> (8 * (i % 8)) & 0xFF));
}

}  // namespace

void append_frame(std::string& out, Opcode opcode, std::string_view payload, std::uint32_t mask) {
    constexpr unsigned masked = 0x80;
    auto const size = payload.size();
    out.push_back(static_cast<char>(0x80 | static_cast<unsigned>(opcode)));
    auto const push_size = [&](unsigned mark, int bytes) {
        out.push_back(static_cast<char>(masked | mark));
        for (int i = bytes - 1; i >= 0; --i) out.push_back(static_cast<char>(size >> (8 * i)));
    };
    if (size < 126) {
        push_size(static_cast<unsigned>(size), 0);
    } else if (size <= 0xFFFF) {
        push_size(126, 2);
    } else {
        push_size(127, 8);
    }
    for (int i = 0; i < 4; ++i) out.push_back(static_cast<char>(mask >> (8 * i)));
    auto const at = out.size();
    out.append(payload);
    mask_in_place(out.data() + at, size, mask);
}

std::span<char> FrameReader::space() {
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    if (buffer_.size() - end_ < space_min) {
        auto const more = std::min(std::max(buffer_.size(), space_min), space_max);
        buffer_.resize(buffer_.size() + more);
    }
    return {buffer_.data() + end_, buffer_.size() - end_};
}

void FrameReader::filled(std::size_t bytes) { end_ += bytes; }

bool FrameReader::take_frame(Opcode& opcode, bool& last, std::string_view& payload) {
    auto const have = end_ - begin_;
    auto const* const bytes = reinterpret_cast<unsigned char const*>(buffer_.data()) + begin_;
    if (have < 2) return false;
    if ((bytes[0] & 0x70) != 0) throw BadFrame("a frame has reserved bits set");
    if ((bytes[1] & 0x80) != 0) throw BadFrame("a server's frame is masked");
    std::size_t head = 2;
    std::uint64_t size = bytes[1] & 0x7F;
    if (size >= 126) {
        std::size_t const wide = size == 126 ? 2 : 8;
        if (have < head + wide) return false;
        size = 0;
        for (std::size_t i = 0; i < wide; ++i) size = size << 8 | bytes[head + i];
        head += wide;
    }
    if (size > message_bytes_max_) throw BadFrame("a frame is too long");
    if (have < head + size) return false;
    opcode = static_cast<Opcode>(bytes[0] & 0x0F);
    last = (bytes[0] & 0x80) != 0;
    payload = {buffer_.data() + begin_ + head, static_cast<std::size_t>(size)};
    begin_ += head + static_cast<std::size_t>(size);
    return true;
}

bool FrameReader::next(Message& message) {
    if (fragments_given_) {
        fragments_.clear();
        fragments_given_ = false;
    }
    for (;;) {
        bool last = false;
        Opcode opcode{};
        std::string_view payload;
        if (!take_frame(opcode, last, payload)) return false;
        switch (opcode) {
            case Opcode::close:
            case Opcode::ping:
            case Opcode::pong:
                if (!last || payload.size() > 125) throw BadFrame("a control frame is malformed");
                message = {opcode, payload};
                return true;
            case Opcode::text:
            case Opcode::binary:
                if (fragments_opcode_ != Opcode::continuation) {
                    throw BadFrame("a message begins inside another");
                }
                if (last) {
                    message = {opcode, payload};
                    return true;
                }
                fragments_opcode_ = opcode;
                fragments_.assign(payload);
                break;
            case Opcode::continuation:
                if (fragments_opcode_ == Opcode::continuation) {
                    throw BadFrame("a continuation of nothing");
                }
                if (fragments_.size() + payload.size() > message_bytes_max_) {
                    throw BadFrame("a message is too long");
                }
                fragments_.append(payload);
                if (!last) break;
                message = {std::exchange(fragments_opcode_, Opcode::continuation), fragments_};
                fragments_given_ = true;
                return true;
            default:
                throw BadFrame("a frame of an unknown kind");
        }
    }
}

}  // namespace parley::client
