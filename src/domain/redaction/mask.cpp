#include "domain/redaction/mask.hpp"

#include <algorithm>

namespace parley::domain::redaction {

namespace {

constexpr std::uint32_t a_few_bullets = 16;
constexpr int mask_bullets_min = 5;  // a SSN; a list has one

/// Takes from the edit what begins before `at`, for another one has done it.
void skip(Edit& edit, std::uint32_t at) {
    if (edit.begin >= at || edit.each == 0) return;
    auto const done = std::min(edit.bullets, (at - edit.begin + edit.each - 1) / edit.each);
    edit.begin += done * edit.each;
    edit.bullets -= done;
}

/// Written as what it is: no tag, entity or escape.
bool is_itself(std::string_view text, Item const& item) {
    auto const c = static_cast<unsigned char>(text[item.begin]);
    return c >= 0x80 || item.end - item.begin == 1;
}

}  // namespace

void Edits::mask(std::string_view text, View const& view, Digits const& digits, std::uint32_t begin,
                 std::uint32_t end, std::uint32_t kept) {
    auto last = digits.item(end - 1) + 1;
    // What lies on the last digit, such as the frame of a keycap, goes with it.
    while (last < view.size() && view[last].cls == Class::ignorable) ++last;
    auto digit = begin;
    auto const first = digits.item(begin);
    bool const of_a_byte = view[last - 1].end - view[first].begin == last - first;
    only_digits_ &= of_a_byte && !digits.special();
    for (auto i = first; i < last; ++i) {
        auto const& item = view[i];
        if (item.cls == Class::digit) {
            if (digit + kept < end) add(item);
            ++digit;
        } else if (item.cls == Class::ignorable && is_itself(text, item)) {
            edits_.emplace_back(item.begin, item.end, 0u, 0u);
            only_digits_ = false;
        }
    }
}

void Edits::mask_letters(std::string_view text, std::uint32_t begin, std::uint32_t end,
                         std::uint32_t leading, std::uint32_t kept) {
    std::vector<Item> letters;
    for (auto at = begin; at < end;) {
        Item item;
        item.begin = at;
        static_cast<Sign&>(item) = sign_of(next_point(text, at));
        item.end = at;
        if (item.cls == Class::digit || item.cls == Class::letter) letters.push_back(item);
    }
    for (std::size_t i = leading; i + kept < letters.size(); ++i) {
        add(letters[i]);
        only_digits_ &= letters[i].cls == Class::digit && letters[i].end - letters[i].begin == 1;
    }
}

/// A bullet for it: one edit with those of as many bytes that stand right before it.
void Edits::add(Item const& item) {
    auto const size = item.end - item.begin;
    if (!edits_.empty()) {
        auto& last = edits_.back();
        if (last.end == item.begin && last.each == size) {
            last.end = item.end;
            ++last.bullets;
            return;
        }
    }
    edits_.emplace_back(item.begin, item.end, 1u, size);
}

void Edits::replace(std::uint32_t begin, std::uint32_t end) {
    edits_.emplace_back(begin, end, a_few_bullets, 0u);
    only_digits_ = false;
}

std::string Edits::apply(std::string_view text) {
    if (!std::ranges::is_sorted(edits_, {}, &Edit::begin)) {
        std::ranges::sort(edits_, {}, &Edit::begin);
    }
    auto size = text.size();
    for (auto const& edit : edits_) size += edit.bullets * bullet.size();
    std::string out;
    shifts_.reserve(edits_.size());
    std::size_t done = 0;  // of the edits, which are moved to the front
    out.resize_and_overwrite(size, [&](char* const begin, std::size_t) {
        auto* to = begin;
        std::uint32_t at = 0;
        for (auto edit : edits_) {
            skip(edit, at);
            if (edit.begin < at || edit.begin == edit.end) continue;
            to = std::copy(text.data() + at, text.data() + edit.begin, to);
            for (auto i = edit.bullets; i > 0; --i) to = std::ranges::copy(bullet, to).out;
            at = edit.end;
            edits_[done++] = edit;
            shifts_.push_back(to - begin - static_cast<std::int64_t>(at));
        }
        return std::copy(text.data() + at, text.data() + text.size(), to) - begin;
    });
    edits_.resize(done);
    return out;
}

std::uint32_t Edits::moved(std::uint32_t byte) const {
    auto const next = std::ranges::lower_bound(edits_, byte, {}, &Edit::begin);
    if (next == edits_.begin()) return byte;
    auto const index = static_cast<std::size_t>(next - edits_.begin()) - 1;
    auto const& edit = edits_[index];
    auto const end = std::max(byte, edit.end) + shifts_[index];
    if (byte >= edit.end || edit.each == 0) return static_cast<std::uint32_t>(end);
    auto const behind = (edit.end - byte) / edit.each;  // from within a digit, to its end
    return static_cast<std::uint32_t>(end) - behind * static_cast<std::uint32_t>(bullet.size());
}

bool follows_mask(View const& view, std::uint32_t at) {
    int bullets = 0;
    std::uint32_t others = 0;
    while (at-- > 0 && others <= separators_max) {
        auto const& item = view[at];
        if (item.c == bullet_point) {
            if (++bullets == mask_bullets_min) return true;
            others = 0;
        } else if (item.cls == Class::letter || (item.cls == Class::digit && bullets > 0)) {
            return false;
        } else {
            ++others;  // a separator, or a digit that was kept before this one
        }
    }
    return false;
}

}  // namespace parley::domain::redaction
