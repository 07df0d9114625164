// What was refused, for the audit log: in a transaction of its own, since that of the refused call
// is undone. It is kept without anybody waiting for it, so that the time of an answer tells
// nothing; and it is limited, so that nobody can fill the log by being refused.
#include "api/gateway.hpp"
#include "base/secret.hpp"
#include "service/audit.hpp"

namespace parley::api {

namespace {
constexpr Rate refusals{30, std::chrono::minutes{1}};  // of a user
constexpr Rate locks{1, std::chrono::minutes{15}};     // of a name, from an address
}  // namespace

void Gateway::note_refusal(Operation const& operation, service::Actor const& actor,
                           Prepared const* call, Refused const& refused) {
    using ActorKind = service::Actor::Kind;
    if (actor.kind != ActorKind::staff && actor.kind != ActorKind::wallboard) return;
    // An object of somebody else is answered like one that never was (fB04).
    bool const hidden = operation.subject && refused.code == Code::not_found;
    if (refused.code != Code::forbidden && !hidden) return;
    auto const who = to_text(actor.user) + to_text(actor.wallboard);
    if (rates_.wait_for("refused " + who, refusals, clock_.now()) > 0) return;
    auto parameters = call && operation.subject ? call->parameters() : std::string{"{}"};
    submit(
        Kind::write,
        [actor, name = operation.name, subject = operation.subject, code = refused.code,
         parameters = std::move(parameters)](store::Tx& tx) {
            tx.confine(actor.organization);
            service::audit_refusal(tx, actor, name, subject, parameters, code);
        },
        [](Refused const*) {});
}

void Gateway::note_no_sign_in(std::string const& name, std::string const& address, Code why) {
    if (why != Code::bad_credentials && why != Code::too_many) return;
    if (why == Code::too_many &&
        rates_.wait_for("lock " + address + " " + sha256(name), locks, clock_.now()) > 0) {
        return;
    }
    submit(
        Kind::write,
        [name, address, why](store::Tx& tx) { service::audit_no_sign_in(tx, name, address, why); },
        [](Refused const*) {});
}

}  // namespace parley::api
