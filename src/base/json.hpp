#pragma once
// Writes values as JSON. A struct described with BOOST_DESCRIBE_STRUCT becomes an object of its
// members in their order; an empty optional member is left out; described enums become their words.

#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace parley {

/// JSON that has been written before and goes in as it is.
struct RawJson {
    std::string text;
};

/// `text` in quotes, with what JSON demands escaped. `text` is valid UTF-8.
void write_json_string(std::string& out, std::string_view text);
void write_json_number(std::string& out, std::int64_t number);

template <class T>
concept DescribedStruct = boost::describe::has_describe_members<T>::value && !std::is_enum_v<T>;
template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

template <class T>
using PublicMembers = boost::describe::describe_members<T, boost::describe::mod_public |
                                                               boost::describe::mod_inherited>;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

/// The word of a described enumerator.
template <DescribedEnum E>
constexpr std::string_view word(E value) {
    return boost::describe::enum_to_string(value, "");
}

template <DescribedEnum E>
std::optional<E> from_word(std::string_view text) {
    std::optional<E> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto enumerator) {
        if (text == enumerator.name) found = enumerator.value;
    });
    return found;
}

inline void write_json(std::string& out, bool value) { out += value ? "true" : "false"; }
inline void write_json(std::string& out, std::string_view text) { write_json_string(out, text); }
inline void write_json(std::string& out, std::string const& text) { write_json_string(out, text); }
inline void write_json(std::string& out, RawJson const& raw) { out += raw.text; }
inline void write_json(std::string& out, Instant at) {
    out.append(1, '"').append(to_rfc3339(at)).push_back('"');
}
inline void write_json(std::string& out, Cursor cursor) {
    out.append(1, '"').append(std::to_string(cursor.value)).push_back('"');
}

template <std::integral N>
    requires(!std::same_as<N, bool>)
void write_json(std::string& out, N number) {
    write_json_number(out, static_cast<std::int64_t>(number));
}

template <class Tag>
void write_json(std::string& out, Id<Tag> id) {
    out.append(1, '"').append(to_text(id)).push_back('"');
}

template <DescribedEnum E>
void write_json(std::string& out, E value) {
    out.append(1, '"').append(word(value)).push_back('"');
}

template <class T>
void write_json(std::string& out, std::vector<T> const& items);
template <class T>
void write_json(std::string& out, std::map<std::string, T> const& entries);
template <DescribedStruct S>
void write_json(std::string& out, S const& value);

template <class T>
void write_json(std::string& out, std::vector<T> const& items) {
    out.push_back('[');
    for (auto const& item : items) {
        if (&item != items.data()) out.push_back(',');
        write_json(out, item);
    }
    out.push_back(']');
}

template <class T>
void write_json(std::string& out, std::map<std::string, T> const& entries) {
    char separator = '{';
    for (auto const& [key, value] : entries) {
        out.push_back(separator);
        separator = ',';
        write_json_string(out, key);
        out.push_back(':');
        write_json(out, value);
    }
    if (separator == '{') out.push_back('{');
    out.push_back('}');
}

template <DescribedStruct S>
void write_json(std::string& out, S const& value) {
    char separator = '{';
    boost::mp11::mp_for_each<PublicMembers<S>>([&](auto member) {
        auto const& field = value.*member.pointer;
        auto const write = [&](auto const& content) {
            out.push_back(separator);
            separator = ',';
            out.append(1, '"').append(member.name).append("\":");
            write_json(out, content);
        };
        if constexpr (is_optional<std::remove_cvref_t<decltype(field)>>) {
            if (field) write(*field);
        } else {
            write(field);
        }
    });
    if (separator == '{') out.push_back('{');
    out.push_back('}');
}

template <class T>
std::string to_json(T const& value) {
    std::string out;
    write_json(out, value);
    return out;
}

}  // namespace parley
