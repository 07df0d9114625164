#include "api/centre_forms.hpp"

#include "base/json.hpp"
#include "centre/personal.hpp"
#include "service/articles.hpp"
#include "service/operations.hpp"
#include "service/text_rules.hpp"

namespace parley::api {

namespace {

constexpr int see_other = 303;
constexpr int bad_request = 400;
constexpr int first_error = 400;
constexpr int not_found = 404;
constexpr int conflict = 409;
constexpr int invalid_values = 422;
constexpr int too_many = 429;

std::string field(centre::Form const& form, char const* name) {
    auto const at = form.find(name);
    return at == form.end() ? std::string{} : at->second;
}

HttpAnswer bad_form(centre::Place const& place) {
    auto const& say = centre::words_in(place.language);
    return page_answer(centre::problem_page(place, bad_request, say.bad_form));
}

bool names(HttpAnswer const& answer, std::string_view path) {
    return answer.body.find('"' + std::string{path} + '"') != std::string::npos;
}

/// What went wrong where the form itself is right.
HttpAnswer failure(centre::Place const& place, HttpAnswer const& answer) {
    auto const& say = centre::words_in(place.language);
    bool const nowhere = answer.status == not_found || names(answer, "/organization");
    if (nowhere) return page_answer(centre::problem_page(place, not_found, say.not_found));
    auto const text = answer.status == too_many ? say.too_often : say.try_again;
    auto page = page_answer(centre::problem_page(place, answer.status, text));
    page.retry_after_s = answer.retry_after_s;
    return page;
}

// --- votes ---------------------------------------------------------------------------------------

/// The parameters of article.vote; nothing where the form is not one of ours.
std::optional<std::string> vote_of(centre::Place const& place, ArticleId article,
                                   centre::Form const& form) {
    auto const helpful = field(form, "helpful");
    if (helpful != "yes" && helpful != "no") return std::nullopt;
    service::ArticleVote vote{place.organization, article, place.language,
                              helpful == "yes",   {},      {}};
    if (auto const reason = field(form, "reason"); !reason.empty()) {
        vote.reason = from_word<domain::UnhelpfulReason>(reason);
        if (!vote.reason) return std::nullopt;
    }
    if (auto text = field(form, "text"); !text.empty()) vote.text = std::move(text);
    return to_json(vote);
}

HttpAnswer voted(centre::Place const& place, std::string const& how, HttpAnswer const& answer) {
    if (answer.status < first_error) {
        return go_to(see_other, centre::address_of(place) + "?voted=" + how + "#feedback");
    }
    bool const of_form = answer.status == invalid_values && !names(answer, "/organization");
    return of_form ? bad_form(place) : failure(place, answer);
}

// --- messages ------------------------------------------------------------------------------------

/// A message on its way: who leaves it is a customer from then on.
struct Leaving {
    Gateway& gateway;
    int lane;
    centre::Place place;
    centre::Form form;
    api::Peer peer;
    CentreDone done;
    CentreCaller call;
    std::string token;                   // of the customer
    std::shared_ptr<std::string> fresh;  // the same, where the browser does not have it yet

    void finish(HttpAnswer answer) {
        answer.customer_cookie = fresh;
        done(std::move(answer));
    }
};

/// The form once more, with what is wrong with it.
void show_again(std::shared_ptr<Leaving> const& leaving, std::string const& wrong,
                int status = invalid_values, int wait_s = 0) {
    auto fields = leaving->form;
    fields["error"] = wrong;
    read_page(leaving->gateway, leaving->lane, leaving->place, std::move(fields), leaving->token,
              [leaving, status, wait_s](HttpAnswer answer) {
                  if (answer.status < first_error) answer.status = status;
                  answer.retry_after_s = wait_s;
                  leaving->finish(std::move(answer));
              });
}

void refused(std::shared_ptr<Leaving> const& leaving, HttpAnswer const& answer) {
    if (answer.status == conflict) return show_again(leaving, "open");
    if (answer.status == too_many)
        return show_again(leaving, "often", too_many, answer.retry_after_s);
    if (answer.status == invalid_values) {
        for (auto const* const name : {"name", "email", "text"}) {
            if (names(answer, "/" + std::string{name})) return show_again(leaving, name);
        }
    }
    leaving->finish(failure(leaving->place, answer));
}

void leave(std::shared_ptr<Leaving> const& leaving) {
    auto const& form = leaving->form;
    auto const params = to_json(service::ChatLeave{{},
                                                   service::Said{field(form, "text")},
                                                   service::unless_empty(field(form, "name")),
                                                   service::unless_empty(field(form, "email")),
                                                   {},
                                                   {}});
    leaving->call(
        {"chat.leave", params, leaving->token, leaving->peer}, [leaving](HttpAnswer answer) {
            if (answer.status >= first_error) return refused(leaving, answer);
            auto const chat = boost::json::parse(answer.body).at("chat").at("id");
            leaving->finish(
                go_to(see_other, centre::address_of_conversation(
                                     leaving->place, boost::json::value_to<std::string>(chat)) +
                                     "?left"));
        });
}

/// What is wrong with a form, of what is wrong whoever sends it: nobody becomes a customer for
/// that.
std::optional<std::string> wrong_in(centre::Form const& form, Limits const& limits) {
    try {
        service::clean_name(field(form, "name"), limits.name_text_max, "name");
        if (service::clean_email(field(form, "email"), "email").empty()) return "email";
        service::message_text(field(form, "text"), domain::customer_message_max_most, "text");
    } catch (Refused const& refused) {
        return refused.path;
    }
    return std::nullopt;
}

void start(std::shared_ptr<Leaving> const& leaving) {
    if (auto const wrong = wrong_in(leaving->form, leaving->gateway.limits())) {
        return show_again(leaving, *wrong);
    }
    service::VisitorStart const who{leaving->place.organization, {}, {}, {}, {}};
    leaving->call({"visitor.start", to_json(who), {}, leaving->peer}, [leaving](HttpAnswer answer) {
        if (answer.status >= first_error) return refused(leaving, answer);
        auto const token = boost::json::parse(answer.body).at("token");
        leaving->token = boost::json::value_to<std::string>(token);
        leaving->fresh = std::make_shared<std::string>(leaving->token);
        leave(leaving);
    });
}

/// Calls `then` on the lane with whether the token is that of a customer of the place.
void know_customer(Gateway& gateway, int lane, centre::Place const& place, std::string const& token,
                   std::move_only_function<void(bool)> then) {
    struct Known {
        bool is = false;
        std::move_only_function<void(bool)> then;
    };
    auto const known = std::make_shared<Known>(Known{false, std::move(then)});
    gateway.submit(
        Kind::read,
        [known, place, token](store::Tx& tx) {
            known->is = centre::customer_of(tx, place, token).has_value();
        },
        [&gateway, lane, known](Refused const*) {
            gateway.hub().run_on(lane, [known] { known->then(known->is); });
            gateway.hub().flush();
        });
}

// --- what a browser knows its customer by --------------------------------------------------------

void remember(Gateway& gateway, int lane, centre::Place const& place, centre::Form const& form,
              CentreDone done) {
    auto where = centre::address_of_conversations(place);
    if (form.contains("forget")) {
        auto answer = go_to(see_other, std::move(where));
        answer.customer_cookie = std::make_shared<std::string>();
        return done(std::move(answer));
    }
    auto const token = field(form, "token");
    know_customer(gateway, lane, place, token,
                  [where = std::move(where), token, done = std::move(done)](bool known) mutable {
                      auto answer = go_to(see_other, known ? where : where + "?unknown");
                      if (known) answer.customer_cookie = std::make_shared<std::string>(token);
                      done(std::move(answer));
                  });
}

}  // namespace

void answer_form(Gateway& gateway, int lane, centre::Place place, CentreCall asked, CentreDone done,
                 CentreCaller const& call) {
    auto const form = centre::read_form(*asked.form);
    if (!form) return done(bad_form(place));
    auto const& path = place.path;
    if (path.size() == 1 && path[0] == "conversations") {
        return remember(gateway, lane, place, *form, std::move(done));
    }
    if (path.size() == 1 && path[0] == "message") {
        auto const leaving = std::make_shared<Leaving>(Leaving{gateway,
                                                               lane,
                                                               std::move(place),
                                                               *form,
                                                               std::move(asked.peer),
                                                               std::move(done),
                                                               call,
                                                               std::move(asked.customer_token),
                                                               {}});
        return know_customer(gateway, lane, leaving->place, leaving->token,
                             [leaving](bool known) { known ? leave(leaving) : start(leaving); });
    }
    auto const article = centre::article_of(place);
    if (!article) return done(refusal_page(place, Refused{Code::not_found}));
    auto const vote = vote_of(place, *article, *form);
    if (!vote) return done(bad_form(place));
    call({"article.vote", *vote, {}, std::move(asked.peer)},
         [place = std::move(place), how = field(*form, "helpful"),
          done = std::move(done)](HttpAnswer answer) mutable { done(voted(place, how, answer)); });
}

}  // namespace parley::api
