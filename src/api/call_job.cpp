#include "api/call_job.hpp"

namespace parley::api {

void submit_call(Gateway& gateway, live::ConnectionKey key, std::string const& id,
                 std::shared_ptr<service::Actor const> const& actor, Operation const& operation,
                 std::unique_ptr<Prepared> prepared) {
    auto& call = *prepared;  // the job owns it from here on
    std::unique_ptr<store::Job> job =
        std::make_unique<CallJob>(gateway, key, id, actor, operation, std::move(prepared));
    if (!call.needs_hash()) return gateway.submit(operation.kind, std::move(job));
    call.check_hash(*actor);
    // Shared, so that the job is still here to be answered where the threads have no room for it.
    auto const waiting = std::make_shared<std::unique_ptr<store::Job>>(std::move(job));
    auto const full = gateway.on_password_thread([&gateway, &call, kind = operation.kind, waiting] {
        call.make_hash();
        gateway.submit(kind, std::move(*waiting));
    });
    if (full) (*waiting)->finished(&*full, {});
}

}  // namespace parley::api
