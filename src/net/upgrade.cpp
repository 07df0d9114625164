#include "net/upgrade.hpp"

#include <array>

#include <openssl/evp.h>

#include "base/ensure.hpp"
#include "net/http_words.hpp"

namespace parley::net {

namespace {

/// Base64 of 16 bytes: 22 characters and "==". The last of the 22 carries only four bits.
bool is_key(std::string_view key) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    return key.size() == 24 && key.ends_with("==") &&
           key.find_first_not_of(letters) == key.size() - 2 && letters.find(key[21]) % 16 == 0;
}

std::string accept_value(std::string_view key) {
    std::string const text = std::string{key} + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
    unsigned int size = 0;
    ENSURE(EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr) == 1);
    std::array<unsigned char, 2 * EVP_MAX_MD_SIZE> base64;
    auto const length = EVP_EncodeBlock(base64.data(), digest.data(), static_cast<int>(size));
    return {base64.begin(), base64.begin() + length};
}

Answer refuse(int status, std::string_view detail) {
    auto answer = problem(status, detail);
    answer.add("Sec-WebSocket-Version", "13");
    if (status == 426) answer.add("Upgrade", "websocket");
    return answer;
}

}  // namespace

std::variant<Upgrade, Answer> check_upgrade(Request const& request, OwnOrigins const& own) {
    if (request.upgrade.empty() && !has_word(request.connection, "upgrade")) {
        return refuse(426, "This address is for WebSockets.");
    }
    if (!request.http_1_1 || !has_word(request.upgrade, "websocket") ||
        !has_word(request.connection, "upgrade")) {
        return refuse(400,
                      "A WebSocket begins with HTTP/1.1, Upgrade: websocket and "
                      "Connection: Upgrade.");
    }
    if (request.has_content) return refuse(400, "A WebSocket begins without a body.");
    if (request.socket_version != "13") {
        return refuse(426, "The only version of WebSocket here is 13.");
    }
    if (!is_key(request.socket_key)) {
        return refuse(400, "Sec-WebSocket-Key must be 16 bytes in base64.");
    }
    if (!has_word(request.socket_protocol, socket_protocol)) {
        return refuse(400, "The subprotocol parley.v1 must be offered.");
    }
    if (!request.origin.empty() && !own.has(request.origin)) {
        return refuse(403, "Pages of that origin may not connect.");
    }
    std::string head =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Accept: ";
    head.append(accept_value(request.socket_key));
    head.append("\r\nSec-WebSocket-Protocol: ").append(socket_protocol).append("\r\n\r\n");
    return Upgrade{std::move(head), !request.origin.empty()};
}

}  // namespace parley::net
