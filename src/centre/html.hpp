#pragma once
// Writes HTML. INVARIANT: what is in the document is markup that stands in our source, or text that
// was escaped; there is no way to pass a text as markup.

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/rich_text.hpp"

namespace parley::centre {

/// Markup that is written in the source.
class Markup {
  public:
    template <std::size_t size>
    consteval Markup(char const (&literal)[size]) : text_(literal, size - 1) {}
    std::string_view text() const { return text_; }

  private:
    std::string_view text_;
};

/// As a value in an address's query (RFC 3986, 2.1).
std::string percent_encoded(std::string_view text);

class Html {
  public:
    Html& operator<<(Markup markup) {
        out_ += markup.text();
        return *this;
    }
    /// Escaped for between tags and within quoted attributes.
    Html& text(std::string_view text);
    Html& number(std::int64_t number) { return text(std::to_string(number)); }
    /// What is in the tree; links that lead elsewhere open in a window of their own.
    Html& rich(domain::RichText const& tree);

    std::string take() { return std::move(out_); }

  private:
    void blocks(domain::Blocks const& blocks);
    void block(domain::Block const& block);
    void table(domain::Block const& block);
    void items(std::vector<domain::Blocks> const& items);
    void span(domain::Span const& span);
    void lines(std::string_view text);

    std::string out_;
};

}  // namespace parley::centre
