#pragma once
// Numbers that an organization gives out itself, such as order numbers of 16 digits: the only way
// to know that one of them is no card number. Patterns are RE2's, whose time is linear.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

namespace re2 {
class RE2;
}

namespace parley::domain::redaction {

enum class Check : std::uint8_t { none, luhn, verhoeff, mod_11_10, mod_97 };
BOOST_DESCRIBE_ENUM(Check, none, luhn, verhoeff, mod_11_10, mod_97)

struct Format {
    std::string name;
    std::string pattern;  // of the whole number; nothing that could be part of it may stand beside
    Check check = Check::none;
};

inline constexpr std::size_t formats_max = 32;
inline constexpr std::size_t pattern_bytes_max = 200;

struct Span {
    std::uint32_t begin = 0;  // bytes
    std::uint32_t end = 0;
};

class Formats {
  public:
    Formats() = default;
    /// Throws Refused (bad_value) with the name of the format whose pattern cannot be used.
    explicit Formats(std::vector<Format> const& formats);

    bool empty() const { return compiled_.empty(); }
    /// Where such numbers stand, with their check digits right.
    void find_in(std::string_view text, std::vector<Span>& found) const;

  private:
    struct Compiled {
        std::shared_ptr<re2::RE2 const> pattern;
        Check check = Check::none;
    };
    std::vector<Compiled> compiled_;
};

}  // namespace parley::domain::redaction
