#pragma once
// A text as somebody has handed it in to be said in a chat. What it says is seen by nobody but the
// redactor (redaction.hpp): whatever else asks gets an answer that no number can be read from.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/rich_text.hpp"

namespace parley::service {

class Said {
  public:
    Said() = default;
    Said(std::string text) : text_(std::move(text)) {}
    Said(char const* text) : text_(text) {}

    bool empty() const { return text_.empty(); }
    /// Of the text; where it is formatted, of what somebody has written of it.
    std::int64_t code_points() const;
    /// Is it what is stored, where nothing was taken out of that?
    bool is(std::string_view stored) const { return text_ == stored; }
    bool looks(std::optional<std::string> const& stored_body) const;
    /// Where it is formatted it is the plain text of a tree (O15).
    bool is_formatted() const { return tree_.has_value(); }
    /// Which parameter it has been.
    char const* path() const { return tree_ ? "/body" : "/text"; }
    /// The text without anything that any rules could find.
    std::string masked() const;

  private:
    friend struct Listener;
    Said(std::string text, domain::RichText tree)
        : text_(std::move(text)), tree_(std::move(tree)) {}
    std::string text_;
    std::optional<domain::RichText> tree_;
};

/// A formatted text as it was handed in.
class SaidBody {
  public:
    SaidBody() = default;
    explicit SaidBody(domain::RichText tree) : tree_(std::move(tree)) {}
    /// As it may be written: without anything that any rules could find.
    domain::RichText masked() const;

  private:
    friend struct Listener;
    domain::RichText tree_;
};

/// As a parameter is written again, to tell one call from another.
void write_json(std::string& out, Said const& said);
void write_json(std::string& out, SaidBody const& body);

}  // namespace parley::service
