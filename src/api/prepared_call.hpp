#pragma once
// A call whose parameters have been read, of any operation: runs it once for each request_id, and
// with its row of the audit log where it is a privileged act.

#include "api/operations.hpp"
#include "api/password_field.hpp"
#include "api/screened.hpp"
#include "base/secret.hpp"
#include "service/administration.hpp"
#include "service/audit_subjects.hpp"
#include "service/visitors.hpp"

namespace parley::api {

inline std::string actor_key(service::Actor const& actor) {
    return actor.kind == service::Actor::Kind::staff ? to_text(actor.user) : to_text(actor.visitor);
}

/// Answers a call that has been made before with the same request_id, or runs it and keeps the
/// answer.
template <class Run>
std::string once(store::Tx& tx, service::Actor const& actor, std::string_view operation,
                 std::string const& request_id, std::string const& params, Run run) {
    constexpr std::size_t request_id_max = 100;
    if (request_id.empty() || request_id.size() > request_id_max) {
        throw invalid("/request_id", "must have 1 to 100 characters");
    }
    auto const key = actor_key(actor);
    auto const hash = sha256(params);
    auto const name = std::string{operation};
    if (auto const stored = tx.requests.find(key, name, request_id)) {
        if (stored->params_hash == hash) return stored->result;
        throw Refused{Code::conflict, "this request_id was used for another call", "/request_id"};
    }
    auto result = run();
    tx.requests.add(key, name, request_id, {hash, result}, tx.now());
    return result;
}

template <class P, class R>
class PreparedCall : public Prepared {
  public:
    using Run = R (*)(store::Tx&, service::Actor const&, P const&);
    PreparedCall(std::string_view name, service::Subject const* subject, Run run, P params)
        : name_(name), subject_(subject), run_(run), params_(std::move(params)) {}

    std::string run(store::Tx& tx, service::Actor const& actor) override {
        screen_parameters(params_, tx, organization_of(tx, actor), chat());
        auto const act = [&] { return to_json(run_(tx, actor, params_)); };
        auto const call = [&] {
            if (!subject_) return act();
            return service::audited(tx, actor, name_, *subject_, parameters(), act);
        };
        if constexpr (requires { params_.request_id; }) {
            if (params_.request_id) {
                return once(tx, actor, name_, *params_.request_id, to_json(params_), call);
            }
        }
        return call();
    }

    std::string parameters() const override { return to_json(params_); }

    ChatId only_chat() const override {
        if constexpr (std::is_same_v<P, service::MessagePost> ||
                      std::is_same_v<P, service::ChatMarkRead>) {
            return params_.chat;
        }
        return {};
    }

    ChatId chat() const override {
        if constexpr (requires { ChatId{params_.chat}; }) return params_.chat;
        return {};
    }

    bool needs_hash() const override { return sets_password; }

    void check_hash(service::Actor const& actor) const override {
        if constexpr (sets_password) {
            actor.need(domain::Right::settings_manage);
            service::check_password(params_.password.text, "/password");
        }
    }

    void make_hash() override {
        if constexpr (sets_password) params_.password.hash = hash_password(params_.password.text);
    }

  private:
    /// Whose rules hold for the texts; who is not signed in says it, or there is only one.
    OrganizationId organization_of(store::Tx& tx, service::Actor const& actor) const {
        if constexpr (requires { std::optional<std::string>{params_.organization}; }) {
            if (!actor.organization) return service::known_organization(tx, params_.organization);
        }
        return actor.organization;
    }

    static constexpr bool sets_password =
        requires(P params) { service::NewPassword{params.password}; };

    std::string_view name_;
    service::Subject const* subject_;
    Run run_;
    P params_;
};

}  // namespace parley::api
