// Reports on what was.
#include "api/declare.hpp"
#include "service/saved_reports.hpp"

namespace parley::api {

std::vector<Operation> report_operations() {
    using namespace service;
    constexpr auto read = Kind::read;
    return {
        declare(read, "report.get", Who::staff, report_get,
                "What was, by queue, agent, hour, code or state: counts, times, distributions."),
        declare(read, "report.export", Who::staff, report_export, "The same as a CSV file."),
        declare(read, "report.list", Who::staff, report_list,
                "Reports that are kept: the caller's own, and those that are for the caller."),
        act("report.save", subjects::report, report_save,
            "Keeps a report under a name, or changes one; with a schedule it is made by itself."),
        act("report.remove", subjects::report, report_remove, "Removes a report that is kept."),
        declare(read, "report.runs", Who::staff, report_runs, "When a scheduled report was made."),
        declare(read, "report.download", Who::staff, report_download,
                "What a scheduled report gave, as a CSV file."),
    };
}

}  // namespace parley::api
