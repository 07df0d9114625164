#pragma once
// Makes texts that the redactor has seen. Only files of this folder include it, and the store,
// which gives back what it was given.

#include <string>

#include "domain/redaction/redaction.hpp"

namespace parley::domain::redaction {

struct Maker {
    static Redacted make(std::string text) { return Redacted{std::move(text)}; }
};

}  // namespace parley::domain::redaction
