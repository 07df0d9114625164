#pragma once
// The bus over NATS. Subjects carry the name of the installation, so that several may share a
// server.

#include <memory>
#include <string>

#include "live/bus.hpp"

namespace parley::live::nats {

/// Goes on trying in the background where the server cannot be reached. `installation` is a word of
/// letters, digits, `-` and `_` that all nodes of one database have in common. Throws
/// std::runtime_error where the URL cannot be used at all.
std::unique_ptr<Bus> connect(std::string const& url, std::string const& installation,
                             BusHandlers handlers);

}  // namespace parley::live::nats
