#pragma once
// Conversations to be replayed, from a file of JSON lines, plain or gzip:
// {"id":"…","turns":[{"from":"customer"|"agent","text":"…"},…]} (other members are ignored).
// Texts are cleaned as composers and the server do it (no white space at the ends), so that what
// arrives can be compared letter by letter; a turn without a text is left out.

#include <string>
#include <vector>

#include "client/transcript.hpp"

namespace parley::client {

struct Dialogue {
    std::string id;
    std::vector<Turn> turns;
};

/// Throws std::runtime_error, with the number of the line where one is wrong.
std::vector<Dialogue> read_dialogues(std::string const& path);

}  // namespace parley::client
