#pragma once
// A card number that comes in pieces, over several messages of one sender in one chat: what was
// said before has to be masked, too. A value without a clock; the caller keeps one for each sender
// of a chat, or makes it again from the last messages. Source: redaction 4.4, fH08, fH09.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "domain/redaction/redaction.hpp"

namespace parley::domain::redaction {

inline constexpr std::size_t fragments_max = 8;
inline constexpr seconds fragments_time{120};
inline constexpr std::size_t fragment_letters_max = 12;

/// An earlier message, and what it must say from now on.
struct Rewrite {
    std::int64_t message = 0;
    Redacted text;
};

struct Joined {
    Redaction current;
    std::vector<Rewrite> earlier;  // in the order in which they came
};

/// May a part of a number be in this text, which goes on in other messages?
bool may_be_fragment(std::string_view text);

class Fragments {
  public:
    /// A message that comes in, or one that was edited: redacted by itself and together with those
    /// around it. `message` is any number that names it. Nothing changes where it is unscannable.
    Joined add(std::int64_t message, std::string_view text, Instant now, Rules const& rules,
               Context const& context);

    /// A message that was stored before, as it was stored. In the order in which they came.
    void recall(std::int64_t message, std::string_view stored, Instant at);

    /// Is there a message with digits that what is typed now may go on?
    bool has_digits(Instant now) const;

  private:
    struct Fragment {
        std::int64_t message = 0;
        Instant at;
        std::string text;  // redacted
    };

    void forget(Instant now);
    bool keep(std::int64_t message, std::string_view masked, Instant at, bool has_card);
    void join(Joined& joined, std::size_t changed, Rules const& rules, Context const& context);

    std::vector<Fragment> fragments_;  // the oldest first
};

}  // namespace parley::domain::redaction
