#pragma once
// Forms of the support centre that a browser sends: votes on articles, messages that are left, and
// what a browser knows its customer by.

#include "api/centre_calls.hpp"
#include "centre/pages.hpp"

namespace parley::api {

/// How calls are made on this thread.
using CentreCaller = std::function<void(HttpCall, CentreDone)>;

/// Answers it by another address, so that loading the page again does not send it again; or by a
/// page that says what is wrong.
void answer_form(Gateway& gateway, int lane, centre::Place place, CentreCall asked, CentreDone done,
                 CentreCaller const& call);

// What pages and forms are answered with.

HttpAnswer page_answer(centre::Page page);
HttpAnswer go_to(int status, std::string where);
HttpAnswer refusal_page(centre::Place const& place, Refused const& refused);
/// A page of the centre, read from the store.
void read_page(Gateway& gateway, int lane, centre::Place place, centre::Form query,
               std::string token, CentreDone done);

}  // namespace parley::api
