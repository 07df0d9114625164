#include "centre/personal.hpp"

#include <charconv>

#include "centre/frame.hpp"
#include "domain/rich_text.hpp"
#include "service/chat_lists.hpp"
#include "service/policy.hpp"
#include "service/sessions.hpp"
#include "service/system_texts.hpp"
#include "service/visitors.hpp"

namespace parley::centre {

namespace {

using service::Actor;

constexpr std::int64_t chats_a_page = 20;
constexpr std::int64_t messages_a_page = 200;

class Personal : public Frame {
  public:
    using Frame::Frame;

    Page write(Form const& query, std::string const& token) {
        if (!find_organization()) return nothing_here();
        customer_ = customer_of(tx_, place_, token);
        auto const& path = place_.path;
        if (path.size() == 1 && path[0] == "message") return message(query);
        if (path.size() == 1) return conversations(query);
        return conversation(path[1], query);
    }

  private:
    static std::string field(Form const& from, char const* name) {
        auto const found = from.find(name);
        return found == from.end() ? std::string{} : found->second;
    }

    // --- leaving a message -----------------------------------------------------------------------

    Page message(Form const& query) {
        auto const error = field(query, "error");
        head(say_.leave, root_in(other_language()) + "/message");
        crumbs();
        html_ << "<h1>";
        html_.text(say_.leave) << "</h1><p>";
        html_.text(say_.leave_about) << "</p>";
        if (error == "open") problem(say_.leave_open);
        if (error == "often") problem(say_.too_often);
        auto const points = longest_message();
        html_ << "<form class=\"message\" method=\"post\" action=\"";
        address() << "/message\">";
        auto const who =
            customer_ ? std::optional{tx_.people.get(customer_->visitor)} : std::nullopt;
        auto const known = [&](char const* name, std::string const& otherwise) {
            return query.contains(name) ? field(query, name) : otherwise;
        };
        label("name", say_.your_name);
        wrong(error == "name", say_.bad_name);
        html_
            << "<input id=\"name\" name=\"name\" autocomplete=\"name\" maxlength=\"120\" value=\"";
        html_.text(known("name", who ? who->name : std::string{})) << "\"";
        described(error == "name") << ">";
        label("email", say_.your_email);
        wrong(error == "email", say_.bad_email);
        html_
            << "<input id=\"email\" name=\"email\" type=\"email\" autocomplete=\"email\" required "
               "maxlength=\"254\" value=\"";
        html_.text(known("email", who ? who->email : std::string{})) << "\"";
        described(error == "email") << ">";
        label("text", say_.your_text);
        wrong(error == "text", std::string{say_.bad_text} + " " + std::to_string(points));
        html_ << "<textarea id=\"text\" name=\"text\" rows=\"6\" required maxlength=\"";
        html_.number(points) << "\"";
        described(error == "text") << ">\n";
        html_.text(known("text", field(query, "q"))) << "</textarea><button>";
        html_.text(say_.send) << "</button></form>";
        return finish();
    }

    /// In code points, whichever queue it comes to.
    std::int64_t longest_message() {
        auto least = domain::customer_message_max_most;
        for (auto const& queue : tx_.queues.all(organization_)) {
            least = std::min(least, service::policy_of(tx_, queue).customer_message_max);
        }
        return least;
    }

    void label(Markup id, std::string_view text) {
        html_ << "<label for=\"" << id << "\">";
        html_.text(text) << "</label>";
    }

    void problem(std::string_view text) {
        html_ << "<p class=\"problem\" role=\"alert\">";
        html_.text(text) << "</p>";
    }

    /// At most one field of a form is told to be wrong.
    void wrong(bool is, std::string_view text) {
        if (!is) return;
        html_ << "<p class=\"problem\" role=\"alert\" id=\"wrong\">";
        html_.text(text) << "</p>";
    }
    Html& described(bool is) {
        if (is) html_ << " aria-invalid=\"true\" aria-describedby=\"wrong\" autofocus";
        return html_;
    }

    // --- what was said ---------------------------------------------------------------------------

    Page conversations(Form const& query) {
        head(say_.conversations, root_in(other_language()) + "/conversations");
        crumbs();
        html_ << "<h1>";
        html_.text(say_.conversations) << "</h1>";
        auto const after = field(query, "after");
        service::ChatList wanted{{}, chats_a_page};
        if (!after.empty()) wanted.after = after;
        auto const chats =
            customer_ ? service::chat_list(tx_, *customer_, wanted) : service::ChatPage{};
        if (chats.items.empty()) return no_conversations(query.contains("unknown"));
        html_ << "<ul class=\"list conversations\">";
        for (auto const& it : chats.items) {
            html_ << "<li><a href=\"";
            html_.text(address_of_conversation(place_, to_text(it.id))) << "\">";
            time(it.started_at);
            html_ << "</a> <span class=\"state\">";
            html_.text(domain::is_over(it.state) ? say_.over : say_.goes_on) << "</span><p>";
            if (auto const& last = it.last_message) {
                html_.text(last->event ? service::event_text(*tx_.messages.at(it.id, it.seq),
                                                             place_.language)
                                       : last->text);
            }
            html_ << "</p></li>";
        }
        html_ << "</ul>";
        if (chats.next) more(address_of_conversations(place_), *chats.next, say_.older);
        html_ << "<form method=\"post\" data-forget action=\"";
        html_.text(address_of_conversations(place_)) << "\"><button name=\"forget\" value=\"yes\">";
        html_.text(say_.forget) << "</button><p>";
        html_.text(say_.forget_about) << "</p></form>";
        return finish();
    }

    /// Where scripts run, who has chatted here is asked for what the chat knows them by.
    Page no_conversations(bool unknown) {
        html_ << "<p>";
        html_.text(say_.no_conversations) << "</p>";
        if (!customer_ && !unknown) {
            html_ << "<form method=\"post\" data-customer hidden action=\"";
            html_.text(address_of_conversations(place_))
                << "\"><input type=\"hidden\" name=\"token\"></form>";
        }
        return finish();
    }

    Page conversation(std::string const& name, Form const& query) {
        auto const id = id_from_text<ChatTag>(name);
        if (!customer_ || !id) return nothing_here();
        auto const chat = tx_.chats.find(*id);
        if (!chat || chat->visitor != customer_->visitor) return nothing_here();
        auto const from = from_text(field(query, "after"));
        auto const messages = tx_.messages.after(*id, from, messages_a_page);
        head(say_.conversation, root_in(other_language()) + "/conversations/" + name);
        crumbs(address_of_conversations(place_), say_.conversations);
        html_ << "<h1>";
        html_.text(say_.conversation) << "</h1>";
        if (query.contains("left")) {
            html_ << "<p role=\"status\" class=\"done\">";
            html_.text(say_.left) << "</p>";
        }
        html_ << "<ol class=\"conversation\">";
        for (auto const& it : messages) one(it);
        html_ << "</ol>";
        auto const here = address_of_conversation(place_, name);
        if (!messages.empty() && messages.back().seq < chat->seq) {
            more(here, std::to_string(messages.back().seq), say_.later);
        }
        if (!domain::is_over(chat->state)) chat_button(say_.go_on);
        return finish();
    }

    static std::int64_t from_text(std::string const& seq) {
        std::int64_t value = 0;
        std::from_chars(seq.data(), seq.data() + seq.size(), value);
        return std::max<std::int64_t>(value, 0);
    }

    void one(store::Message const& it) {
        if (it.event) {
            html_ << "<li class=\"event\">";
            html_.text(service::event_text(it, place_.language)) << " ";
            time(it.at);
            html_ << "</li>";
            return;
        }
        bool const own = it.from_kind == store::AuthorKind::customer;
        html_ << (own ? Markup{"<li class=\"own\">"} : Markup{"<li>"})
              << "<p class=\"who\"><strong>";
        html_.text(own ? say_.you : std::string_view{it.from_name}) << "</strong> ";
        time(it.at);
        html_ << "</p>";
        if (it.body) {
            html_ << "<div class=\"rich\">";
            html_.rich(domain::stored_rich_text(*it.body)) << "</div>";
        } else if (std::string const text = it.text; !text.empty()) {
            html_ << "<p class=\"said\">";
            html_.text(text) << "</p>";
        }
        if (it.files) files(*it.files);
        html_ << "</li>";
    }

    /// Their names: what is in them is had in the chat.
    void files(std::string const& stored) {
        html_ << "<ul class=\"files\">";
        for (auto const& name : service::file_names(stored)) {
            html_ << "<li>";
            html_.text(name) << "</li>";
        }
        html_ << "</ul>";
    }

    /// Scripts turn it into the reader's own time.
    void time(Instant at) {
        auto const written = to_rfc3339(at);
        html_ << "<time data-local datetime=\"";
        html_.text(written) << "\">";
        html_.text(day_text(written.substr(0, 10))) << " ";
        html_.text(written.substr(11, 5)) << " UTC</time>";
    }

    void more(std::string const& where, std::string const& after, std::string_view what) {
        html_ << "<p><a href=\"";
        html_.text(where + "?after=" + percent_encoded(after)) << "\">";
        html_.text(what) << "</a></p>";
    }

    std::optional<Actor> customer_;
};

}  // namespace

std::optional<Actor> customer_of(store::Tx& tx, Place const& place, std::string const& token) {
    if (token.empty()) return std::nullopt;
    auto const organization = service::known_organization(tx, place.organization);
    try {
        auto actor = service::authenticate(tx, token).actor;
        bool const theirs =
            actor.kind == Actor::Kind::customer && actor.organization == organization;
        return theirs ? std::optional{std::move(actor)} : std::nullopt;
    } catch (Refused const&) {
        return std::nullopt;
    }
}

bool is_personal(Place const& place) {
    auto const& path = place.path;
    if (path.size() == 1) return path[0] == "message" || path[0] == "conversations";
    return path.size() == 2 && path[0] == "conversations";
}

Page personal_page(store::Tx& tx, Place const& place, Form const& query, std::string const& token) {
    return Personal{tx, place}.write(query, token);
}

std::string address_of_conversations(Place const& place) {
    return root_of(place) + "/conversations";
}

std::string address_of_conversation(Place const& place, std::string_view chat) {
    return address_of_conversations(place) + "/" + std::string{chat};
}

}  // namespace parley::centre
