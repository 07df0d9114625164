#include "api/sharing_servers.hpp"

#include <array>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/ensure.hpp"

namespace parley::api {

namespace {

constexpr auto good_for = std::chrono::hours{4};

/// As base64. The draft asks for SHA-1; what it guards is no more than the passing on of bytes.
std::string hmac_sha1(std::string const& key, std::string const& text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned size = 0;
    ENSURE(HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()),
                reinterpret_cast<unsigned char const*>(text.data()), text.size(), hash.data(),
                &size) != nullptr);
    std::array<unsigned char, 2 * EVP_MAX_MD_SIZE> out{};
    auto const length = EVP_EncodeBlock(out.data(), hash.data(), static_cast<int>(size));
    return {reinterpret_cast<char const*>(out.data()), static_cast<std::size_t>(length)};
}

}  // namespace

IceServers ice_servers(SharingConfig const& config, std::string const& name, Instant now) {
    IceServers result;
    if (!config.stun.empty()) result.servers.push_back({config.stun, {}, {}});
    if (config.turn.empty()) return result;
    auto const until = (now + good_for).ms / 1000;
    auto const user = std::to_string(until) + ":" + name;
    result.servers.push_back({config.turn, user, hmac_sha1(config.turn_secret, user)});
    return result;
}

std::optional<std::string> problem_of_ice_url(std::string const& url, std::string const& scheme) {
    // RFC 7064 and 7065: no user, no path; only TURN says over what.
    std::string_view rest{url};
    auto const skip = [&](std::string_view what) {
        if (!rest.starts_with(what)) return false;
        rest.remove_prefix(what.size());
        return true;
    };
    bool const known = skip(scheme + ":") || skip(scheme + "s:");
    for (std::string_view const over : {"?transport=udp", "?transport=tcp"}) {
        if (scheme == "turn" && rest.ends_with(over)) rest.remove_suffix(over.size());
    }
    constexpr auto of_hosts = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
    bool const fits = !rest.empty() && rest.size() <= 300;
    if (known && fits && rest.find_first_not_of(of_hosts) == std::string_view::npos) return {};
    return "must be like " + scheme + ":" + scheme + ".example.org:3478";
}

}  // namespace parley::api
