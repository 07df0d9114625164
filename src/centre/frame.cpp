#include "centre/frame.hpp"

#include <algorithm>

#include "service/operations.hpp"
#include "service/visitors.hpp"

namespace parley::centre {

bool Frame::find_organization() {
    organization_ = service::known_organization(tx_, place_.organization);
    if (!organization_) return false;
    tx_.confine(organization_);
    page_.organization = organization_;
    name_ = tx_.people.organization(organization_)->name;
    return true;
}

std::string Frame::root_in(Language language) const {
    return root_of({language, place_.organization, {}});
}

void Frame::head(std::string_view title, std::string const& same) {
    auto const other = other_language();
    html_ << "<!doctype html><html lang=\"";
    html_.text(say_.language)
        << "\"><head><meta charset=\"utf-8\">"
        << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>";
    if (!title.empty()) html_.text(title) << " – ";
    html_.text(name_) << "</title><link rel=\"icon\" href=\"/centre/icon.svg\">"
                      << "<link rel=\"stylesheet\" href=\"/centre/tokens.css\">"
                      << "<link rel=\"stylesheet\" href=\"/centre/rich.css\">"
                      << "<link rel=\"stylesheet\" href=\"/centre/centre.css\">";
    if (!same.empty()) {
        html_ << "<link rel=\"alternate\" hreflang=\"";
        html_.text(words_in(other).language) << "\" href=\"";
        html_.text(same) << "\">";
    }
    // Before the chat's own: what is to be forgotten is gone by then.
    html_ << "<script src=\"/centre/centre.js\" defer></script>"
          << "<script src=\"/widget.js\" defer data-lang=\"";
    html_.text(say_.language) << "\"";
    if (place_.organization) {
        html_ << " data-organization=\"";
        html_.text(*place_.organization) << "\"";
    }
    if (page_.missed) {
        html_ << " data-question=\"";
        html_.text(*page_.missed) << "\"";
    }
    html_ << "></script></head><body><a "
             "class=\"skip\" href=\"#content\">";
    html_.text(say_.skip) << "</a><header class=\"top\"><a class=\"logo\" href=\"";
    address() << "\">";
    html_.text(name_.empty() ? say_.home : std::string_view{name_}) << "</a><a lang=\"";
    html_.text(words_in(other).language) << "\" hreflang=\"";
    html_.text(words_in(other).language) << "\" href=\"";
    html_.text(same.empty() ? root_in(other) : same) << "\">";
    html_.text(say_.other_language) << "</a></header><main id=\"content\">";
}

void Frame::search_form(std::string_view query, bool large) {
    html_ << "<form class=\"search\" role=\"search\" method=\"get\" action=\"";
    address() << "/search\"><label for=\"q\"";
    if (large) html_ << " class=\"unseen\"";
    html_ << ">";
    html_.text(say_.search_label)
        << "</label><div><input id=\"q\" name=\"q\" type=\"search\" maxlength=\"200\" "
        << "autocomplete=\"off\" required value=\"";
    html_.text(query) << "\"><button>";
    html_.text(say_.search) << "</button></div></form>";
}

void Frame::crumbs(std::string const& where, std::string_view name) {
    html_ << "<nav class=\"crumbs\" aria-label=\"";
    html_.text(say_.path) << "\"><a href=\"";
    address() << "\">";
    html_.text(say_.home) << "</a>";
    if (!name.empty()) {
        html_ << " › <a href=\"";
        html_.text(where) << "\">";
        html_.text(name) << "</a>";
    }
    html_ << "</nav>";
}

void Frame::chat_button(std::string_view label) {
    html_ << "<button type=\"button\" data-chat hidden>";
    html_.text(label) << "</button>";
}

Page Frame::finish() {
    html_ << "</main>";
    if (organization_) still_need_help();
    html_ << "</body></html>";
    page_.html = html_.take();
    return std::move(page_);
}

Page Frame::nothing_here() {
    page_.status = 404;
    head(say_.not_found);
    html_ << "<h1>";
    html_.text(say_.not_found) << "</h1><p>";
    html_.text(say_.not_found_text) << "</p>";
    search_form("", true);
    return finish();
}

std::string Frame::day_text(std::string const& day) const {
    if (place_.language == Language::en) return day;
    return day.substr(8, 2) + "." + day.substr(5, 2) + "." + day.substr(0, 4);
}

std::string Frame::name_of(CategoryId id, Language language) {
    for (auto const& one : tx_.articles.category_texts(organization_)) {
        if (one.category == id && one.language == language) return one.name;
    }
    return {};
}

/// Before somebody writes they know whether anybody is there, and how long it takes.
void Frame::still_need_help() {
    auto const status =
        service::visitor_status(tx_, {}, {place_.organization, std::nullopt, std::nullopt});
    html_ << "<footer class=\"help\"><h2>";
    html_.text(say_.still) << "</h2><p>";
    if (status.open) {
        html_.text(status.agents_available > 0 ? say_.chat_open : say_.chat_later) << " ";
        if (status.wait_s) {
            auto const minutes = (*status.wait_s + 30) / 60;
            if (minutes == 0) {
                html_.text(say_.chat_soon) << ". ";
            } else {
                html_.text(say_.chat_wait) << " ";
                html_.number(minutes) << " ";
                html_.text(say_.minutes) << " ";
            }
        }
    } else {
        html_.text(say_.chat_closed) << " ";
        if (status.opens_at) {
            html_.text(say_.opens) << " <time datetime=\"";
            html_.text(to_rfc3339(*status.opens_at)) << "\">";
            html_.text(in_a_while(*status.opens_at)) << "</time>. ";
        }
    }
    html_ << "</p>";
    chat_button(say_.chat_now);
    html_ << "<p><a href=\"";
    address() << "/message\">";
    html_.text(say_.leave) << "</a> · <a href=\"";
    address() << "/conversations\">";
    html_.text(say_.conversations) << "</a></p></footer>";
}

/// Who reads it may be in any time zone.
std::string Frame::in_a_while(Instant at) const {
    auto const minutes = std::max<std::int64_t>(1, (at - tx_.now()).count() / 60'000);
    constexpr std::int64_t hour = 60, day = 24 * hour;
    bool const german = place_.language == Language::de;
    if (minutes < 2 * hour) return "in " + std::to_string(minutes) + (german ? " Min." : " min");
    if (minutes < 2 * day) {
        return "in " + std::to_string(minutes / hour) + (german ? " Stunden" : " hours");
    }
    return "in " + std::to_string(minutes / day) + (german ? " Tagen" : " days");
}

Page problem_page(Place const& place, int status, std::string_view text) {
    auto const& say = words_in(place.language);
    Html html;
    html << "<!doctype html><html lang=\"";
    html.text(say.language) << "\"><head><meta charset=\"utf-8\">"
                            << "<meta name=\"viewport\" content=\"width=device-width\"><title>";
    html.text(text) << "</title><link rel=\"stylesheet\" href=\"/centre/tokens.css\">"
                    << "<link rel=\"stylesheet\" href=\"/centre/centre.css\"></head><body>"
                    << "<main id=\"content\"><h1>";
    html.text(text) << "</h1><p><a href=\"";
    html.text(root_of(place)) << "\">";
    html.text(say.home) << "</a></p></main></body></html>";
    return {status, html.take(), std::nullopt, {}};
}

}  // namespace parley::centre
