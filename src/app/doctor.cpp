#include "app/doctor.hpp"

#include <cstdio>

#include "app/data_directory.hpp"
#include "app/doctor_checks.hpp"
#include "base/json.hpp"

namespace parley::app {

namespace {

struct Report {
    bool ok;
    std::vector<store::Finding> findings;
};
BOOST_DESCRIBE_STRUCT(Report, (), (ok, findings))

std::vector<store::Finding> look(DoctorOptions const& options) {
    std::vector<store::Finding> findings{check_open_files(), check_looking()};
    auto const append = [&](std::vector<store::Finding> more) {
        findings.insert(findings.end(), more.begin(), more.end());
    };
    if (!options.data.empty()) {
        auto const directory = check_directory(options.data);
        append(directory.findings);
        if (directory.has_database) {
            append(store::inspect({DataDirectory::database_file(options.data)}, options.thorough));
        }
    }
    if (!options.database.empty()) append(store::inspect({options.database}, options.thorough));
    if (!options.bus.empty()) findings.push_back(check_bus(options.bus));
    if (!options.mail.server.empty()) findings.push_back(check_mail(options.mail));
    if (!options.files.scanner.empty()) findings.push_back(check_scanner(options.files));
    if (!options.files.object_store.empty()) {
        findings.push_back(check_object_store(options.files));
    }
    return findings;
}

}  // namespace

int doctor(DoctorOptions const& options) {
    if (options.data.empty() && options.database.empty() && options.bus.empty() &&
        options.mail.server.empty() && options.files.scanner.empty() &&
        options.files.object_store.empty()) {
        throw UsageError(
            "say what to look at: --data DIRECTORY, --database postgresql://..., --bus, --mail, "
            "--scanner or --object-store");
    }
    if (!options.database.empty()) (void)DataPlace{"", options.database};
    Report report{true, look(options)};
    for (auto const& finding : report.findings) {
        if (finding.verdict == store::Verdict::error) report.ok = false;
    }
    if (options.json) {
        std::string text;
        write_json(text, report);
        std::puts(text.c_str());
    } else {
        for (auto const& [check, verdict, text] : report.findings) {
            std::printf("%-8s %s\n", std::string{word(verdict)}.c_str(), text.c_str());
        }
    }
    return report.ok ? 0 : 1;
}

}  // namespace parley::app
