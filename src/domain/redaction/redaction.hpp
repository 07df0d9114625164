#pragma once
// Takes card numbers, security codes and, where it is wished, other personal numbers out of a text
// before anybody sees or keeps it. Pure: values in, values out, no clock, and nothing of the text
// is ever written anywhere else. Any number of threads at once. See docs/redaction.md.
//
// INVARIANT 1: of a number that was found, at most the last four digits are in what comes out.
// INVARIANT 2: what comes out is not changed by the same rules and context again.
// INVARIANT 3: what cannot be looked at in full does not come out at all.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "domain/redaction/brands.hpp"
#include "domain/redaction/formats.hpp"

namespace parley::domain::redaction {

enum class Kind : std::uint8_t {
    card,
    security_code,
    pin,
    expiry,
    iban,
    ssn,
    phone,
    email,
    national_id
};
BOOST_DESCRIBE_ENUM(Kind, card, security_code, pin, expiry, iban, ssn, phone, email, national_id)

/// What is looked for beside cards and what belongs to them; those are always looked for.
class Kinds {
  public:
    constexpr Kinds() = default;
    constexpr Kinds(std::initializer_list<Kind> kinds) {
        for (auto const kind : kinds) add(kind);
    }
    constexpr void add(Kind kind) { bits_ |= 1u << static_cast<unsigned>(kind); }
    constexpr void remove(Kind kind) { bits_ &= ~(1u << static_cast<unsigned>(kind)); }
    constexpr bool has(Kind kind) const { return (bits_ & 1u << static_cast<unsigned>(kind)) != 0; }
    constexpr bool empty() const { return bits_ == 0; }

  private:
    std::uint32_t bits_ = 0;
};

/// Strict masks what may well be a card number, balanced what hardly can be anything else.
enum class Mode : std::uint8_t { strict, balanced };
BOOST_DESCRIBE_ENUM(Mode, strict, balanced)

struct Rules {
    Mode mode = Mode::strict;
    Kinds kinds;
    Formats formats;  // numbers of one's own, which are no cards
    BrandTable const* brands = &BrandTable::standard();
    std::int64_t steps_max = 100'000'000;  // of work on one text; a million digits take a tenth
};

/// What the last ten messages of the conversation have said, see notice().
struct Context {
    bool card_word = false;  // somebody spoke of a card, or asked for one
    bool card = false;       // a card number was found
};

/// A text that the redactor has seen. Nothing else can make one, so what takes it cannot be given
/// a text that was not looked at.
class Redacted {
  public:
    Redacted() = default;
    std::string const& text() const { return text_; }
    operator std::string const&() const { return text_; }
    std::string take() && { return std::move(text_); }
    friend bool operator==(Redacted const& one, std::string_view other) {
        return one.text_ == other;
    }

  private:
    friend struct Maker;
    explicit Redacted(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

struct Find {
    Kind kind = Kind::card;
    std::string rule;         // which rule has found it: "card:plain", "iban", …
    int score = 0;            // of a card; the others have proof or none
    std::uint32_t begin = 0;  // code points of the masked text
    std::uint32_t end = 0;
    Brand brand = Brand::other;
    std::string last_four;  // of a card, as it stands in the masked text; else empty
};

enum class Verdict : std::uint8_t {
    clean,       // the text is what it was
    masked,      // something was found
    unscannable  // not UTF-8, or too much work: there is no text, and it must be refused
};
BOOST_DESCRIBE_ENUM(Verdict, clean, masked, unscannable)

struct Redaction {
    Verdict verdict = Verdict::clean;
    Redacted text;
    std::vector<Find> found;  // by their place
};

/// A text of more bytes than this is unscannable.
inline constexpr std::size_t text_bytes_max = std::size_t{256} << 20;

Redaction redact(std::string_view text, Rules const& rules, Context const& context);

/// The text unseen: only where an administrator has chosen that nothing is looked for.
Redacted as_it_is(std::string text);

/// The text without anything that any rules could find, wherever it is said: for what has to be
/// told apart, or shown, without looking at whose rules hold. Empty where it is unscannable.
std::string without_any(std::string_view text);

/// May there be something to find, whatever the rules and whatever was said before? A text without
/// is what it is under all of them.
bool may_hold_any(std::string_view text);

/// What a message, masked or not, means for the next ten.
Context notice(std::string_view text);

/// What somebody is typing: with five digits that hang together, all of its digits are masked.
/// `after_digits`: the messages before have parts of a number in them (Fragments::has_digits).
/// Source: fH10.
Redacted redact_preview(std::string_view text, Rules const& rules, Context const& context,
                        bool after_digits);

}  // namespace parley::domain::redaction
