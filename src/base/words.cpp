#include "base/words.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "base/ensure.hpp"

namespace parley {

namespace {

bool is_mark(UChar32 c) { return (U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0; }

/// Words as they come, code point by code point.
class Words {
  public:
    void letter(std::size_t at, UChar32 c) {
        if (!inside_) found_.push_back({{}, at, at});
        inside_ = true;
        auto& word = found_.back();
        word.to = at + 1;
        char bytes[U8_MAX_LENGTH];
        std::int32_t length = 0;
        U8_APPEND_UNSAFE(bytes, length, c);
        word.text.append(bytes, static_cast<std::size_t>(length));
    }
    /// An accent belongs to the letter before it.
    void mark(std::size_t at) {
        if (inside_) found_.back().to = at + 1;
    }
    void gap() { inside_ = false; }
    std::vector<FoldedWord> take() { return std::move(found_); }

  private:
    std::vector<FoldedWord> found_;
    bool inside_ = false;
};

/// Folded first: the folded form of a letter may be two, and may have an accent again.
icu::UnicodeString plain(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    auto const* nfkd = icu::Normalizer2::getNFKDInstance(status);
    ENSURE(U_SUCCESS(status));
    auto form = nfkd->normalize(icu::UnicodeString{c}.foldCase(), status);
    ENSURE(U_SUCCESS(status));
    return form;
}

}  // namespace

std::vector<FoldedWord> folded_words(std::string_view text) {
    auto const* bytes = reinterpret_cast<std::uint8_t const*>(text.data());
    auto const length = static_cast<std::int32_t>(text.size());
    Words words;
    std::size_t at = 0;
    for (std::int32_t i = 0; i < length; ++at) {
        UChar32 c;
        U8_NEXT(bytes, i, length, c);
        if (c < 0x80) {
            bool const upper = c >= 'A' && c <= 'Z';
            bool const other = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (upper || other) {
                words.letter(at, upper ? c + ('a' - 'A') : c);
            } else {
                words.gap();
            }
            continue;
        }
        auto const form = plain(c);
        for (std::int32_t j = 0; j < form.length(); j = form.moveIndex32(j, 1)) {
            UChar32 const one = form.char32At(j);
            if (is_mark(one)) {
                words.mark(at);
            } else if (u_isalnum(one)) {
                words.letter(at, one);
            } else {
                words.gap();
            }
        }
    }
    return words.take();
}

}  // namespace parley
