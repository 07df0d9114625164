#pragma once
// A call of a socket on its way through the store and back.

#include <memory>
#include <string>

#include "api/gateway.hpp"
#include "api/problem.hpp"

namespace parley::api {

class CallJob : public store::Job {
  public:
    CallJob(Gateway& gateway, live::ConnectionKey key, std::string id,
            std::shared_ptr<service::Actor const> actor, Operation const& operation,
            std::unique_ptr<Prepared> prepared)
        : gateway_(gateway),
          operation_(operation),
          key_(key),
          id_(std::move(id)),
          actor_(std::move(actor)),
          prepared_(std::move(prepared)) {}

    void run(store::Tx& tx) override { result_ = prepared_->run(tx, *actor_); }
    std::uint64_t key() const override { return key_of(prepared_->chat()); }
    ChatId only_chat() const override { return prepared_->only_chat(); }
    OrganizationId organization() const override { return actor_->organization; }

    void finished(Refused const* refused, store::Aftermath aftermath) override {
        gateway_.counts().count(operation_, refused, since_);
        if (refused) gateway_.note_refusal(operation_, *actor_, prepared_.get(), *refused);
        if (!id_.empty()) {
            gateway_.hub().answer(key_, live::make_frame(refused ? rpc_error(id_, *refused)
                                                                 : rpc_result(id_, result_)));
        }
        gateway_.deliver(std::move(aftermath));
        if (refused)
            gateway_.hub().flush();  // it may come from this very thread, outside of a group
    }

  private:
    Gateway& gateway_;
    Operation const& operation_;
    SteadyTime const since_ = std::chrono::steady_clock::now();
    live::ConnectionKey key_;
    std::string id_;
    std::shared_ptr<service::Actor const> actor_;
    std::unique_ptr<Prepared> prepared_;
    std::string result_;
};

/// Sends a call on its way; one that sets a password makes its hash on a password thread first.
/// Refuses where who calls may not set one.
void submit_call(Gateway& gateway, live::ConnectionKey key, std::string const& id,
                 std::shared_ptr<service::Actor const> const& actor, Operation const& operation,
                 std::unique_ptr<Prepared> prepared);

}  // namespace parley::api
