#pragma once
// Every text among the parameters of a call goes through the redactor, whatever the operation and
// wherever the text stands in them: a new field needs nothing for that. What is said in a chat has
// a type of its own (service::Said), which the operation hears, since it knows what was said
// before; passwords are stored by nobody.

#include "api/said_field.hpp"
#include "base/json.hpp"
#include "service/redaction.hpp"

namespace parley::api {

/// What is no text, and has none in it.
template <class T>
void screen(T&, Path const&, service::Screen&) {}

inline void screen(std::string& text, Path const& at, service::Screen& with) {
    using Purpose = service::Screen::Purpose;
    // Where a page goes on is kept nowhere, and has to come back as it was told.
    if (at.key == "after" || !service::Screen::may_hold(text)) return;
    if (at.key == "request_id" || at.key == "client_id") {
        return service::Screen::need_harmless(text, at.pointer());
    }
    bool const in_form = at.parent && at.parent->key == "fields";
    auto const purpose = at.key == "email" ? Purpose::email
                         : in_form         ? Purpose::form
                                           : Purpose::text;
    with.look(text, at.pointer(), purpose);
}

/// What its plain text says; a mask breaks what it stands in down to that.
inline void screen(domain::RichText& tree, Path const& at, service::Screen& with) {
    auto text = domain::plain_text(tree);
    if (!service::Screen::may_hold(text)) return;
    auto const before = text;
    with.look(text, at.pointer(), service::Screen::Purpose::text);
    if (text != before) tree = domain::with_text(std::move(tree), text);
}

template <class T>
void screen(std::optional<T>& value, Path const& at, service::Screen& with);
template <class T>
void screen(std::vector<T>& items, Path const& at, service::Screen& with);
template <class T>
void screen(std::map<std::string, T>& entries, Path const& at, service::Screen& with);
template <DescribedStruct S>
void screen(S& value, Path const& at, service::Screen& with);

template <class T>
void screen(std::optional<T>& value, Path const& at, service::Screen& with) {
    if (value) screen(*value, at, with);
}

template <class T>
void screen(std::vector<T>& items, Path const& at, service::Screen& with) {
    for (std::size_t i = 0; i < items.size(); ++i) {
        auto const key = std::to_string(i);
        screen(items[i], Path{&at, key}, with);
    }
}

template <class T>
void screen(std::map<std::string, T>& entries, Path const& at, service::Screen& with) {
    for (auto& [key, value] : entries) {
        if (service::Screen::may_hold(key)) service::Screen::need_harmless(key, at.pointer());
        screen(value, Path{&at, key}, with);
    }
}

template <DescribedStruct S>
void screen(S& value, Path const& at, service::Screen& with) {
    boost::mp11::mp_for_each<PublicMembers<S>>([&](auto member) {
        Path const here{&at, member.name};
        screen(value.*member.pointer, here, with);
    });
}

/// Masks all texts, and refuses personal_data with the path of the first where they are dropped.
template <class P>
void screen_parameters(P& parameters, store::Tx& tx, OrganizationId organization, ChatId chat) {
    service::Screen with{tx, organization, chat};
    screen(parameters, Path{}, with);
    with.finish();
}

}  // namespace parley::api
