#pragma once
// What comes out: • for each digit but the last four, separators as they were, invisible
// characters between the digits gone. A digit is never put in.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/redaction/digits.hpp"

namespace parley::domain::redaction {

inline constexpr std::string_view bullet = "•";
inline constexpr char32_t bullet_point = U'•';

/// Bytes [begin, end) become so many bullets: one each for `each` bytes, or all for all.
struct Edit {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t bullets = 0;
    std::uint32_t each = 0;  // 0: cannot be taken apart
};

/// Edits of one text. Of two of the same bytes the one that begins earlier is done.
class Edits {
  public:
    bool empty() const { return edits_.empty(); }
    /// Do they but put bullets for digits of ASCII, as they stand in the text?
    bool only_digits() const { return only_digits_; }
    /// Digits [begin, end) of the view but the last `kept` of them.
    void mask(std::string_view text, View const& view, Digits const& digits, std::uint32_t begin,
              std::uint32_t end, std::uint32_t kept);
    /// Letters and digits of these bytes, but the first `leading` and the last `kept` of them.
    void mask_letters(std::string_view text, std::uint32_t begin, std::uint32_t end,
                      std::uint32_t leading, std::uint32_t kept);
    /// All of it becomes a few bullets, however long it was.
    void replace(std::uint32_t begin, std::uint32_t end);

    /// The text with all edits done.
    std::string apply(std::string_view text);
    /// Where a byte of the text before is after apply().
    std::uint32_t moved(std::uint32_t byte) const;

  private:
    void add(Item const& item);

    std::vector<Edit> edits_;
    bool only_digits_ = true;
    std::vector<std::int64_t> shifts_;  // after each of them, once applied
};

/// Is what stands right before item `at` of the view a masked number, so that the digits there are
/// those that were kept of it?
bool follows_mask(View const& view, std::uint32_t at);

}  // namespace parley::domain::redaction
