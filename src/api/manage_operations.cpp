// What managers watch: the live figures, at the desk and on walls.
#include "api/declare.hpp"
#include "service/dashboard.hpp"
#include "service/wallboards.hpp"

namespace parley::api {

std::vector<Operation> manage_operations() {
    using namespace service;
    constexpr auto read = Kind::read;
    return {
        declare(read, "dashboard.get", Who::staff, dashboard_get,
                "The live figures of the queues and agents within the caller's reach."),
        declare_session<DashboardGet, DashboardResult>(
            "dashboard.watch", Who::watcher,
            "The same, and from then on what changes, as dashboard.changed. On a socket only.",
            Kind::socket),
        declare_session<Nothing, Nothing>("dashboard.unwatch", Who::watcher,
                                          "No more of that. On a socket only.", Kind::socket),
        declare(read, "wallboard.list", Who::staff, wallboard_list,
                "Screens that show the live figures without a sign-in."),
        act("wallboard.save", subjects::wallboard, wallboard_save,
            "Makes a wallboard, with a token that is shown once; or changes one."),
        act("wallboard.renew", subjects::wallboard, wallboard_renew,
            "Gives a wallboard another token; what was opened with the old one ends."),
        act("wallboard.remove", subjects::wallboard, wallboard_remove, "Removes a wallboard."),
    };
}

}  // namespace parley::api
