#include "api/centre_calls.hpp"

#include "api/problem.hpp"
#include "base/json.hpp"
#include "centre/pages.hpp"
#include "service/articles.hpp"
#include "service/redaction.hpp"

namespace parley::api {

namespace {

constexpr auto html_type = "text/html; charset=utf-8";
constexpr int found = 302;
constexpr int see_other = 303;
constexpr int not_found = 404;
constexpr int bad_request = 400;

HttpAnswer page_answer(centre::Page page) {
    HttpAnswer answer;
    answer.status = page.status;
    answer.content_type = html_type;
    answer.body = std::move(page.html);
    return answer;
}

HttpAnswer go_to(int status, std::string where) {
    HttpAnswer answer;
    answer.status = status;
    answer.content_type = html_type;
    answer.location = std::move(where);
    return answer;
}

HttpAnswer refusal_page(centre::Place const& place, Refused const& refused) {
    auto const& say = centre::words_in(place.language);
    auto const text = refused.code == Code::too_many    ? say.too_often
                      : refused.code == Code::not_found ? say.not_found
                                                        : say.try_again;
    auto answer = page_answer(centre::problem_page(place, http_status(refused.code), text));
    answer.retry_after_s = (refused.retry_ms + 999) / 1000;
    return answer;
}

/// What nothing was found for is kept for who writes articles, unless it holds what is to be kept
/// nowhere.
void keep_missed(Gateway& gateway, centre::Place const& place, centre::Page const& page) {
    gateway.submit(
        Kind::write,
        [organization = page.organization, language = place.language,
         query = *page.missed](store::Tx& tx) mutable {
            service::Screen with{tx, organization, ChatId{}};
            with.look(query, "/q", service::Screen::Purpose::text);
            with.finish();
            service::missed(tx, organization, language, query);
        },
        [](Refused const*) {});
}

void read_page(Gateway& gateway, int lane, centre::Place place, std::string const& query,
               CentreDone done) {
    struct Reading {
        centre::Place place;
        CentreDone done;
        centre::Page page;
    };
    auto const reading =
        std::make_shared<Reading>(Reading{std::move(place), std::move(done), centre::Page{}});
    gateway.submit(
        Kind::read,
        [reading, fields = centre::read_form(query).value_or(centre::Form{})](store::Tx& tx) {
            reading->page = centre::page(tx, reading->place, fields);
        },
        [&gateway, lane, reading](Refused const* refused) {
            if (!refused && reading->page.missed) {
                keep_missed(gateway, reading->place, reading->page);
            }
            auto answer = refused ? refusal_page(reading->place, *refused)
                                  : page_answer(std::move(reading->page));
            gateway.hub().run_on(lane, [reading, answer = std::move(answer)]() mutable {
                reading->done(std::move(answer));
            });
            gateway.hub().flush();
        });
}

/// The parameters of article.vote; nothing where the form is not one of ours.
std::optional<std::string> vote_of(centre::Place const& place, ArticleId article,
                                   std::optional<centre::Form> const& form) {
    if (!form) return std::nullopt;
    auto const field = [&](char const* name) {
        auto const at = form->find(name);
        return at == form->end() ? std::string{} : at->second;
    };
    auto const helpful = field("helpful");
    if (helpful != "yes" && helpful != "no") return std::nullopt;
    service::ArticleVote vote{place.organization, article, place.language,
                              helpful == "yes",   {},      {}};
    if (auto const reason = field("reason"); !reason.empty()) {
        vote.reason = from_word<domain::UnhelpfulReason>(reason);
        if (!vote.reason) return std::nullopt;
    }
    if (auto text = field("text"); !text.empty()) vote.text = std::move(text);
    return to_json(vote);
}

/// What became of a vote.
HttpAnswer voted(centre::Place const& place, std::string const& how, HttpAnswer const& answer) {
    constexpr int first_error = 400;
    // Answered by another address, so that loading the page again does not vote again.
    if (answer.status < first_error) {
        return go_to(see_other, centre::address_of(place) + "?voted=" + how + "#feedback");
    }
    auto const& say = centre::words_in(place.language);
    constexpr int too_many = 429;
    constexpr int invalid = 422;
    if (answer.status == too_many) {
        return page_answer(centre::problem_page(place, too_many, say.too_often));
    }
    if (answer.status != invalid && answer.status != not_found) {
        return page_answer(centre::problem_page(place, answer.status, say.try_again));
    }
    // Which organization is said by the address; all else is said by a form of ours.
    bool const nowhere =
        answer.status == not_found || answer.body.find(R"("/organization")") != std::string::npos;
    return page_answer(nowhere ? centre::problem_page(place, not_found, say.not_found)
                               : centre::problem_page(place, bad_request, say.bad_form));
}

}  // namespace

void answer_centre(Gateway& gateway, int lane, CentreCall asked, CentreDone done,
                   std::function<void(HttpCall, CentreDone)> const& call) {
    auto place = centre::read_place(asked.path);
    if (!place) {
        auto const language = centre::preferred(asked.accept_language);
        return done(go_to(found, centre::root_of({language, {}, {}})));
    }
    try {
        gateway.limit_page(asked.peer.address);
    } catch (Refused const& refused) {
        return done(refusal_page(*place, refused));
    }
    if (!asked.form) {
        return read_page(gateway, lane, *std::move(place), asked.query, std::move(done));
    }
    auto const article = centre::article_of(*place);
    if (!article) return done(refusal_page(*place, Refused{Code::not_found}));
    auto const form = centre::read_form(*asked.form);
    auto const vote = vote_of(*place, *article, form);
    if (!vote) {
        auto const& say = centre::words_in(place->language);
        return done(page_answer(centre::problem_page(*place, bad_request, say.bad_form)));
    }
    call({"article.vote", *vote, {}, std::move(asked.peer)},
         [place = *std::move(place), how = form->at("helpful"),
          done = std::move(done)](HttpAnswer answer) mutable { done(voted(place, how, answer)); });
}

}  // namespace parley::api
