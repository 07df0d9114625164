// A socket that watches the live figures.
#include "api/problem.hpp"
#include "api/socket.hpp"
#include "api/strict_json.hpp"

namespace parley::api {

void Socket::handle_watch(Operation const& operation, boost::json::value const& params,
                          std::string const& id) {
    bool const ends = operation.name == "dashboard.unwatch";
    auto const wanted = ends ? service::DashboardGet{} : read_params<service::DashboardGet>(params);
    if (ends) read_params<service::Nothing>(params);
    if (!ends) service::dashboard_scope(*actor_, wanted);  // refuses, and what was watched goes on
    answer_error(std::exchange(watch_waits_, ends ? std::string{} : id),
                 Refused{Code::conflict, "another call has taken its place"});
    ++watch_;
    if (ends) {
        gateway_.dashboards().unwatch(key_);
        gateway_.counts().count(operation, nullptr);
        if (!id.empty()) wire_.send(live::make_frame(rpc_result(id, "{}")));
        return;
    }
    auto tell = [self = self_, watch = watch_](Dashboards::What what, live::Frame const& frame) {
        auto* const socket = *self;
        if (!socket || socket->state_ == State::closing || watch != socket->watch_) return;
        bool const answer = what == Dashboards::What::answer;
        if (answer) socket->watch_waits_.clear();
        // All figures at once may be more than usually waits for a client.
        answer ? socket->wire_.send_unbounded(frame) : socket->wire_.send(frame);
    };
    gateway_.dashboards().watch({key_, id, std::move(tell)}, actor_, wanted);
}

}  // namespace parley::api
