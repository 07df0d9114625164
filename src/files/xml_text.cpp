#include "files/xml_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <exception>
#include <memory>
#include <type_traits>

#include <expat.h>

namespace parley::files {

namespace {

using domain::FileRefusal;

constexpr std::size_t depth_max = 1000;  // of elements

using Attributes = XML_Char const**;

std::string_view local(char const* name) {
    std::string_view const all{name};
    return all.substr(all.find(':') + 1);  // no colon: npos + 1 is 0
}

std::string_view attribute(Attributes all, std::string_view name) {
    for (; *all != nullptr; all += 2) {
        if (local(*all) == name) return all[1];
    }
    return {};
}

bool is_in(std::string_view name, auto const& names) {
    return std::ranges::find(names, name) != names.end();
}

constexpr std::array<std::string_view, 8> lines{"p",         "h",  "row",     "tr",
                                                "table-row", "si", "comment", "list-item"};
constexpr std::array<std::string_view, 3> cells{"c", "tc", "table-cell"};
// Parts of one line: nothing stands between them.
constexpr std::array<std::string_view, 10> runs{"t",   "r",   "span",    "a",        "hyperlink",
                                                "ins", "del", "delText", "smartTag", "sdt"};

/// Tables write large numbers as 4.1111111111111111E+15.
std::string plain_number(std::string_view text) {
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    bool const whole = error == std::errc{} && end == text.data() + text.size() &&
                       std::abs(value) >= 1e11 && std::abs(value) < 1e19 &&
                       std::trunc(value) == value && text.find_first_of("eE") != text.npos;
    if (!whole) return std::string{text};
    return std::to_string(static_cast<std::int64_t>(std::min(value, 9.2e18)));
}

/// Runs a parser over the whole of `xml`, with a Handler that has begin(), end() and text(). What
/// the handler throws comes out here: it must not pass through the parser, which is C.
template <typename Handler>
class Parse {
  public:
    static void run(std::string_view xml, Handler& handler) { Parse{handler}.feed(xml); }

  private:
    explicit Parse(Handler& handler) : handler_(handler), parser_(XML_ParserCreate(nullptr)) {
        if (!parser_) throw std::bad_alloc{};
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(
            parser_.get(),
            [](void* self, char const* name, Attributes all) {
                of(self).guard([&](Parse& it) {
                    if (++it.depth_ > depth_max) throw Refuse{FileRefusal::unreadable};
                    it.handler_.begin(local(name), all);
                });
            },
            [](void* self, char const* name) {
                of(self).guard([&](Parse& it) {
                    --it.depth_;
                    it.handler_.end(local(name));
                });
            });
        XML_SetCharacterDataHandler(parser_.get(), [](void* self, char const* text, int bytes) {
            of(self).guard(
                [&](Parse& it) { it.handler_.text({text, static_cast<std::size_t>(bytes)}); });
        });
        // No document of an office declares entities; who does wants them to grow.
        XML_SetEntityDeclHandler(
            parser_.get(), [](void* self, char const*, int, char const*, int, char const*,
                              char const*, char const*, char const*) {
                of(self).guard([](Parse&) -> void { throw Refuse{FileRefusal::unreadable}; });
            });
    }

    static Parse& of(void* self) { return *static_cast<Parse*>(self); }

    void guard(auto const& act) {
        if (thrown_) return;
        try {
            act(*this);
        } catch (...) {
            thrown_ = std::current_exception();
            XML_StopParser(parser_.get(), XML_FALSE);
        }
    }

    void feed(std::string_view xml) {
        auto status = XML_STATUS_OK;
        do {
            auto const piece = xml.substr(0, 64 * 1024);
            xml.remove_prefix(piece.size());
            status = XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()),
                               xml.empty() ? XML_TRUE : XML_FALSE);
        } while (status == XML_STATUS_OK && !xml.empty());
        if (thrown_) std::rethrow_exception(thrown_);
        if (status != XML_STATUS_OK) throw Refuse{FileRefusal::unreadable};
    }

    struct Free {
        void operator()(XML_Parser it) const { XML_ParserFree(it); }
    };
    Handler& handler_;
    std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> parser_;
    std::exception_ptr thrown_;
    std::size_t depth_ = 0;
};

class StringsHandler {
  public:
    explicit StringsHandler(SharedStrings& strings) : strings_(strings) {}

    void begin(std::string_view name, Attributes) {
        if (name == "si") strings_.begin();
        in_text_ = name == "t";
    }
    void end(std::string_view) { in_text_ = false; }
    void text(std::string_view text) {
        if (in_text_) strings_.add(text);
    }

  private:
    SharedStrings& strings_;
    bool in_text_ = false;
};

class TextHandler {
  public:
    TextHandler(SharedStrings const& strings, Reading& reading)
        : strings_(strings), reading_(reading) {}

    void begin(std::string_view name, Attributes all) {
        put_waiting();
        has_text_.push_back(0);
        if (name == "encryption-data") throw Refuse{FileRefusal::unreadable};
        if (name == "tab" || name == "s") reading_.separate(' ');
        if (name == "br" || name == "cr" || name == "line-break") reading_.separate('\n');
        if (name == "noBreakHyphen") reading_.text("-");
        if (is_in(name, cells)) ++cells_open_;
        if (name == "c") is_reference_ = attribute(all, "t") == "s";
        if (name == "v") {
            in_value_ = true;
        }
        if (name == "table-cell") long_value(attribute(all, "value"));
    }

    void end(std::string_view name) {
        put_waiting();
        bool const had_text = has_text_.back() != 0;
        has_text_.pop_back();
        if (name == "v") return put_value();
        if (is_in(name, cells)) {
            --cells_open_;
            reading_.separate(' ');
        } else if (is_in(name, lines) || (had_text && !is_in(name, runs))) {
            // What stands in the cells of a row hangs together.
            reading_.separate(cells_open_ > 0 ? ' ' : '\n');
        }
    }

    void text(std::string_view text) {
        waiting_.append(text);
        if (waiting_.size() > waiting_bytes_max && !in_value_) put_waiting();
    }

  private:
    static constexpr std::size_t waiting_bytes_max = 64 * 1024;
    static constexpr std::size_t long_value_bytes = 12;

    void put_waiting() {
        if (in_value_ || waiting_.empty()) return;
        // Between elements, written only so that the XML can be read by people.
        bool const is_layout = waiting_.find_first_not_of(" \t\r\n") == waiting_.npos &&
                               waiting_.contains('\n') && has_text_.back() == 0;
        if (!is_layout) {
            has_text_.back() = 1;
            reading_.text(waiting_);
        }
        waiting_.clear();
    }

    void put_value() {
        in_value_ = false;
        reading_.text(is_reference_ ? strings_.at(waiting_) : plain_number(waiting_));
        waiting_.clear();
    }

    /// What a cell shows may be rounded; a number that is long enough to be a card's is not.
    void long_value(std::string_view value) {
        if (value.size() < long_value_bytes) return;
        reading_.text(plain_number(value));
        reading_.separate(' ');
    }

    SharedStrings const& strings_;
    Reading& reading_;
    std::vector<char> has_text_;  // of the open elements: characters of their own
    std::string waiting_;         // characters since the last tag; of a value, all of them
    int cells_open_ = 0;
    bool in_value_ = false;
    bool is_reference_ = false;
};

}  // namespace

std::string_view SharedStrings::at(std::string_view number) const {
    std::size_t index = 0;
    auto const [end, error] = std::from_chars(number.data(), number.data() + number.size(), index);
    if (error != std::errc{} || index >= begins_.size()) return {};
    auto const begin = begins_[index];
    auto const behind = index + 1 < begins_.size() ? begins_[index + 1] : all_.size();
    return std::string_view{all_}.substr(begin, behind - begin);
}

void read_shared_strings(std::string_view xml, SharedStrings& strings) {
    StringsHandler handler{strings};
    Parse<StringsHandler>::run(xml, handler);
}

void read_xml(std::string_view xml, SharedStrings const& strings, Reading& reading) {
    TextHandler handler{strings, reading};
    Parse<TextHandler>::run(xml, handler);
    reading.separate('\n');
}

}  // namespace parley::files
