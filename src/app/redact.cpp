#include "app/redact.hpp"

#include <cstdio>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "app/data_directory.hpp"
#include "base/json.hpp"
#include "base/refusal.hpp"
#include "domain/redaction/redaction.hpp"
#include "service/number_formats.hpp"

namespace parley::app {

namespace {

namespace redaction = domain::redaction;

struct Line {
    std::string text;
    std::vector<service::FindView> found;
};
BOOST_DESCRIBE_STRUCT(Line, (), (text, found))

redaction::Rules rules_from(RedactOptions const& options) {
    redaction::Rules rules;
    if (options.balanced) rules.mode = redaction::Mode::balanced;
    std::string_view rest = options.kinds;
    while (!rest.empty()) {
        auto const name = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(rest.size(), name.size() + 1));
        auto const kind = from_word<redaction::Kind>(name);
        if (!kind) throw UsageError("there is no kind " + std::string{name});
        rules.kinds.add(*kind);
    }
    std::vector<redaction::Format> formats;
    for (auto const& pattern : options.formats) formats.push_back({pattern, pattern, {}});
    try {
        rules.formats = redaction::Formats{formats};
    } catch (Refused const& refused) {
        throw UsageError("the pattern " + refused.path + " cannot be used: " + refused.detail);
    }
    return rules;
}

int bad_line(std::int64_t number, char const* why) {
    std::fflush(stdout);
    std::fprintf(stderr, "parley: line %lld %s\n", static_cast<long long>(number), why);
    return exit_bad_line;
}

}  // namespace

int redact_lines(RedactOptions const& options) {
    auto const rules = rules_from(options);
    std::ios::sync_with_stdio(false);
    std::string line;
    for (std::int64_t number = 1; std::getline(std::cin, line); ++number) {
        if (options.json_lines) {
            boost::json::error_code error;
            auto const value = boost::json::parse(line, error);
            if (error || !value.is_string()) return bad_line(number, "is no JSON string");
            line.assign(value.get_string().data(), value.get_string().size());
        }
        auto redacted = redaction::redact(line, rules, {});
        if (redacted.verdict == redaction::Verdict::unscannable) {
            return bad_line(number, "is no UTF-8, or too much work to look through");
        }
        if (options.json_lines) {
            Line out{std::move(redacted.text).take(), {}};
            for (auto const& find : redacted.found) out.found.push_back(service::find_view(find));
            line = to_json(out);
        } else {
            line = std::move(redacted.text).take();
        }
        line.push_back('\n');
        if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) {
            throw std::runtime_error("cannot write");
        }
    }
    if (std::fflush(stdout) != 0) throw std::runtime_error("cannot write");
    return 0;
}

void add_redact(CLI::App& program, std::function<int()>& run) {
    auto options = std::make_shared<RedactOptions>();
    auto* command = program.add_subcommand(
        "redact", "Masks card numbers and the like in lines of standard input");
    command->add_flag("--json-lines", options->json_lines,
                      "each line is a JSON string; prints an object with the text and the finds");
    auto* balanced = command->add_flag("--balanced", options->balanced,
                                       "only what hardly can be anything but a card number");
    command->add_flag("--strict", options->strict, "whatever may well be one; this is the default")
        ->excludes(balanced);
    command->add_option("--kinds", options->kinds,
                        "further kinds, with commas: iban, ssn, phone, email, national_id");
    command->add_option("--own-number", options->formats,
                        "pattern (RE2) of numbers of your own, which are no cards");
    command->callback([options, &run] { run = [options] { return redact_lines(*options); }; });
}

}  // namespace parley::app
