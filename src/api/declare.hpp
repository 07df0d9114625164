#pragma once
// How an operation is declared, and the parts of the table of all of them. The parts are files of
// their own since each declaration reads and writes JSON of its own types, which takes long to
// compile.

#include <vector>

#include "api/operations.hpp"
#include "api/prepared_call.hpp"
#include "api/strict_json.hpp"

namespace parley::api {

/// An operation without `subject` is an ordinary one; the audit log does not know of it.
template <class P, class R>
Operation declare(Kind kind, std::string_view name, Who who,
                  R (*run)(store::Tx&, service::Actor const&, P const&), std::string_view summary,
                  service::Subject const* subject = nullptr) {
    return {name,
            summary,
            who,
            kind,
            subject,
            shape_of<P>(),
            shape_of<R>(),
            [name, subject, run](boost::json::value const& params) -> std::unique_ptr<Prepared> {
                return std::make_unique<PreparedCall<P, R>>(name, subject, run,
                                                            read_params<P>(params));
            }};
}

/// A privileged act: something that needs a right to steer others or to change how things are set
/// up. Each has a row in the audit log, in its own transaction.
template <class P, class R>
Operation act(std::string_view name, service::Subject const& subject,
              R (*run)(store::Tx&, service::Actor const&, P const&), std::string_view summary) {
    return declare(Kind::write, name, Who::staff, run, summary, &subject);
}

template <class P, class R>
Operation declare_session(std::string_view name, Who who, std::string_view summary,
                          Kind kind = Kind::session) {
    return {name, summary, who, kind, nullptr, shape_of<P>(), shape_of<R>(), nullptr};
}

std::vector<Operation> chat_operations();
std::vector<Operation> taking_part_operations();
std::vector<Operation> work_operations();
std::vector<Operation> people_operations();
std::vector<Operation> setup_operations();
std::vector<Operation> manage_operations();
std::vector<Operation> report_operations();
std::vector<Operation> canned_operations();
std::vector<Operation> article_operations();
std::vector<Operation> redaction_operations();

}  // namespace parley::api
