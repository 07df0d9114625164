#pragma once
// By which servers the browsers of a customer and an agent find each other: STUN tells a browser
// its own address (RFC 8489), TURN passes the picture on where no direct way is open (RFC 8656).

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.hpp"

namespace parley::api {

/// As WebRTC's RTCIceServer.
struct IceServer {
    std::vector<std::string> urls;
    std::optional<std::string> username;
    std::optional<std::string> credential;
};
BOOST_DESCRIBE_STRUCT(IceServer, (), (urls, username, credential))
struct IceServers {
    std::vector<IceServer> servers;
};
BOOST_DESCRIBE_STRUCT(IceServers, (), (servers))

/// What the installation has of them.
struct SharingConfig {
    std::vector<std::string> stun;  // stun:host:port
    std::vector<std::string> turn;  // turn:host:port?transport=udp
    std::string turn_secret;        // shared with the TURN server; empty: there is none
};

/// For somebody of this name, good for four hours from now: the TURN server checks name and
/// password by the shared secret and asks nobody (draft-uberti-behave-turn-rest-00,
/// `use-auth-secret` of coturn).
IceServers ice_servers(SharingConfig const& config, std::string const& name, Instant now);

/// What is wrong with the address of such a server; nothing: it is right. `scheme`: stun or turn.
std::optional<std::string> problem_of_ice_url(std::string const& url, std::string const& scheme);

}  // namespace parley::api
