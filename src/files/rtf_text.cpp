// Rich text: what is neither a control word nor in a group that shows nothing.

#include <algorithm>
#include <array>
#include <vector>

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "files/decoding.hpp"
#include "files/readers.hpp"

namespace parley::files {

namespace {

constexpr std::size_t depth_max = 1000;  // of groups

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_in(std::string_view word, auto const& words) {
    return std::ranges::find(words, word) != words.end();
}

constexpr std::array<std::string_view, 8> hidden{"fonttbl",   "colortbl",  "stylesheet", "pict",
                                                 "listtable", "themedata", "datastore",  "rsidtbl"};
constexpr std::array<std::string_view, 5> lines{"par", "line", "row", "sect", "page"};
constexpr std::array<std::string_view, 2> spaces{"cell", "tab"};

struct Group {
    bool is_hidden = false;
    int skipped = 1;  // characters that stand behind \u for programs that do not know it
};

class Rtf {
  public:
    Rtf(std::string_view bytes, Reading& reading) : rest_(bytes), reading_(reading) {}

    void read() {
        while (!rest_.empty()) {
            auto const c = take();
            if (c == '{') {
                if (groups_.size() == depth_max) throw Refuse{domain::FileRefusal::unreadable};
                groups_.push_back(groups_.back());
            } else if (c == '}') {
                if (groups_.size() > 1) groups_.pop_back();
            } else if (c == '\\') {
                take_control();
            } else if (c != '\r' && c != '\n') {
                put_byte(c);
            }
        }
        put_held();
    }

  private:
    char take() {
        auto const c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }

    void take_control() {
        if (rest_.empty()) return;
        if (is_letter(rest_.front())) return take_word();
        auto const c = take();
        if (c == '\'' && rest_.size() >= 2) {
            auto const high = hex_value(rest_[0]);
            auto const low = hex_value(rest_[1]);
            rest_.remove_prefix(2);
            if (high >= 0 && low >= 0) put_byte(static_cast<char>(high * 16 + low));
        } else if (c == '\\' || c == '{' || c == '}') {
            put_byte(c);
        } else if (c == '~') {
            put_byte(' ');
        } else if (c == '_') {
            put_byte('-');
        } else if (c == '\n' || c == '\r') {
            separate('\n');
        } else if (c == '*' && !rest_.starts_with("\\shptxt")) {
            groups_.back().is_hidden = true;
        }
    }

    void take_word() {
        std::size_t letters = 0;
        while (letters < rest_.size() && is_letter(rest_[letters])) ++letters;
        auto const word = rest_.substr(0, letters);
        rest_.remove_prefix(letters);
        bool const negative = rest_.starts_with('-');
        if (negative) rest_.remove_prefix(1);
        long number = 0;
        bool has_number = false;
        while (!rest_.empty() && is_digit(rest_.front())) {
            number = std::min(number * 10 + (take() - '0'), 1'000'000'000L);
            has_number = true;
        }
        if (rest_.starts_with(' ')) rest_.remove_prefix(1);
        act(word, negative ? -number : number, has_number);
    }

    void act(std::string_view word, long number, bool has_number) {
        if (word == "u") {
            put_unit(static_cast<char16_t>(number & 0xFFFF));
            to_skip_ = groups_.back().skipped;
        } else if (word == "uc" && has_number) {
            groups_.back().skipped = static_cast<int>(std::clamp(number, 0L, 10L));
        } else if (word == "bin") {
            rest_.remove_prefix(
                std::min(rest_.size(), static_cast<std::size_t>(std::max(number, 0L))));
        } else if (is_in(word, lines)) {
            separate('\n');
        } else if (is_in(word, spaces)) {
            separate(' ');
        } else if (is_in(word, hidden)) {
            groups_.back().is_hidden = true;
        }
    }

    void put_byte(char c) {
        if (to_skip_ > 0) {
            --to_skip_;
            return;
        }
        if (groups_.back().is_hidden) return;
        high_ = 0;
        held_ += c;
        if (held_.size() >= piece_bytes_max) put_held();
    }

    void put_unit(char16_t unit) {
        if (groups_.back().is_hidden) return;
        put_held();
        char32_t point = unit;
        if (U16_IS_LEAD(unit)) {
            high_ = unit;
            return;
        }
        if (U16_IS_TRAIL(unit)) {
            point = high_ == 0 ? 0xFFFD : static_cast<char32_t>(U16_GET_SUPPLEMENTARY(high_, unit));
        }
        high_ = 0;
        char bytes[4];
        std::int32_t length = 0;
        U8_APPEND_UNSAFE(bytes, length, point);
        reading_.text({bytes, static_cast<std::size_t>(length)});
    }

    void put_held() {
        reading_.text(decoded_as(held_, {}));
        held_.clear();
    }

    void separate(char c) {
        if (groups_.back().is_hidden) return;
        put_held();
        reading_.separate(c);
    }

    std::string_view rest_;
    Reading& reading_;
    std::vector<Group> groups_{Group{}};
    std::string held_;  // bytes of the usual 8 bit text
    char16_t high_ = 0;
    int to_skip_ = 0;
};

}  // namespace

void read_rtf(std::string_view bytes, Reading& reading) { Rtf{bytes, reading}.read(); }

}  // namespace parley::files
