#include "api/centre_calls.hpp"

#include "api/centre_forms.hpp"
#include "api/problem.hpp"
#include "base/json.hpp"
#include "centre/pages.hpp"
#include "service/articles.hpp"
#include "service/redaction.hpp"

namespace parley::api {

namespace {

constexpr auto html_type = "text/html; charset=utf-8";
constexpr int found = 302;

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

}  // namespace

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

void read_page(Gateway& gateway, int lane, centre::Place place, centre::Form query,
               std::string token, CentreDone done) {
    struct Reading {
        centre::Place place;
        CentreDone done;
        centre::Page page;
    };
    auto const reading =
        std::make_shared<Reading>(Reading{std::move(place), std::move(done), centre::Page{}});
    gateway.submit(
        Kind::read,
        [reading, query = std::move(query), token = std::move(token)](store::Tx& tx) {
            reading->page = centre::page(tx, reading->place, query, token);
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
    if (asked.form) {
        return answer_form(gateway, lane, *std::move(place), std::move(asked), std::move(done),
                           call);
    }
    read_page(gateway, lane, *std::move(place),
              centre::read_form(asked.query).value_or(centre::Form{}),
              std::move(asked.customer_token), std::move(done));
}

}  // namespace parley::api
