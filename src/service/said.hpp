#pragma once
// A text as somebody has handed it in to be said in a chat. What it says is seen by nobody but the
// redactor (redaction.hpp): whatever else asks gets an answer that no number can be read from.

#include <cstdint>
#include <string>
#include <string_view>

namespace parley::service {

class Said {
  public:
    Said() = default;
    Said(std::string text) : text_(std::move(text)) {}
    Said(char const* text) : text_(text) {}

    bool empty() const { return text_.empty(); }
    std::int64_t code_points() const;
    /// Is it what is stored, where nothing was taken out of that?
    bool is(std::string_view stored) const { return text_ == stored; }
    /// The text without anything that any rules could find.
    std::string masked() const;

  private:
    friend struct Listener;
    std::string text_;
};

/// As a parameter is written again, to tell one call from another.
void write_json(std::string& out, Said const& said);

}  // namespace parley::service
