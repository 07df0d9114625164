#pragma once
// Watches the text of a file go by for card numbers, and for what else an organization's rules
// look for, without ever keeping more of it than a window.

#include <string>
#include <string_view>

#include "domain/redaction/redaction.hpp"

namespace parley::files {

class TextWatch {
  public:
    explicit TextWatch(domain::redaction::Rules rules) : rules_(std::move(rules)) {}

    /// The next piece: whole characters of UTF-8, of any size. Once something is found the rest
    /// costs nothing.
    void add(std::string_view piece);

    /// After the last piece: is a card number in it, or another number that the rules look for? An
    /// expiry date, PIN or security code alone is none. Yes as well where the text could not be
    /// looked at.
    bool found();

  private:
    void look(std::string_view window);

    domain::redaction::Rules rules_;
    std::string waiting_;  // not looked at yet, but for an overlap with what was
    bool found_ = false;
};

}  // namespace parley::files
