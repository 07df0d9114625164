#pragma once
// Takes card numbers, and what else the switches say, out of all that people hand in before it is
// stored, told or logged (C25; N4, N5; P19, P20; W7, W8; X31). What is said in a chat goes through
// hear(), which knows what was said before; every other text of every operation through Screen,
// between reading the parameters and the operation. There is no third way in.

#include <optional>
#include <string>
#include <vector>

#include "domain/policy.hpp"
#include "domain/redaction/fragments.hpp"
#include "service/actor.hpp"
#include "service/said.hpp"
#include "store/tx.hpp"

namespace parley::service {

using domain::redaction::Redacted;

/// What holds for texts: the switches, and the numbers of the organization's own.
struct RedactionRules {
    domain::Redaction how = domain::Redaction::redact;
    domain::redaction::Rules rules;
};
RedactionRules redaction_rules(store::Tx& tx, OrganizationId organization,
                               domain::Policy const& policy);

/// The only one who can read what somebody has said.
struct Listener {
    static std::string const& text_of(Said const& said) { return said.text_; }
    static domain::RichText const& tree_of(SaidBody const& body) { return body.tree_; }
    static std::optional<domain::RichText> const& tree_of(Said const& said) { return said.tree_; }
    static Said said(std::string text, domain::RichText tree) {
        return {std::move(text), std::move(tree)};
    }
    static domain::redaction::Redaction redacted(Said const& said,
                                                 domain::redaction::Rules const& rules) {
        return domain::redaction::redact(said.text_, rules, {});
    }
};

/// Cleaned and of 1 to `points_max` code points; refuses `invalid` with the path.
Said clean_said(Said const& said, std::int64_t points_max, std::string const& path);

/// The same of a tree: in its one form, and not larger than what may be told to everybody.
Said clean_body(SaidBody const& body, std::int64_t points_max, std::string const& path);

/// What is stored of a tree, as soon as it is to say another text; nothing where there is none.
std::optional<std::string> body_saying(std::optional<std::string> const& stored,
                                       std::string const& text);

/// A message as it may be stored, and what earlier ones of the same author have to say from now on
/// since they turn out to be parts of a number.
struct Heard {
    Redacted text;
    std::optional<std::string> redacted;  // as of store::Message
    std::vector<domain::redaction::Rewrite> earlier;
    std::optional<std::string> body = {};  // as of store::Message: says what the text says
};

struct Speaker {
    std::int64_t author;
    std::int64_t seq;  // of the message, which is to be the chat's next
};

/// Refuses personal_data with `path` where such a text is to be dropped. What has come in pieces is
/// masked then, too: the others have been said already.
Heard hear(store::Tx& tx, ChatId chat, Speaker const& speaker, Said const& said,
           std::string const& path);

/// What agents may read of a text that a customer is typing (P20); nothing where the switch
/// typing_preview is off.
std::optional<std::string> preview(store::Tx& tx, store::Chat const& chat, std::int64_t author,
                                   Said const& said);

/// A text that an administrator has written before, such as a bot's.
Redacted prepared(store::Tx& tx, store::Queue const& queue, std::string const& text);

/// A line of the system's own, with names in it.
Redacted own_words(std::string const& text);

/// The parameters of one call, text by text.
class Screen {
  public:
    /// `chat`: which the call is about, 0 for none. Without an organization the strictest holds.
    Screen(store::Tx& tx, OrganizationId organization, ChatId chat)
        : tx_(tx), organization_(organization), chat_(chat) {}

    /// Is it worth a look? Most texts are not.
    static bool may_hold(std::string_view text) { return domain::redaction::may_hold_any(text); }
    /// What a field is for: an address may be one, also where addresses are taken out of texts.
    enum class Purpose { text, email, form };
    void look(std::string& text, std::string const& path, Purpose purpose);
    /// A text that has to stay as it is, such as a key: refuses `invalid` where it cannot.
    static void need_harmless(std::string const& text, std::string const& path);
    /// Refuses personal_data where something is to be dropped. After all texts have been looked at,
    /// so that none of them is written anywhere as it came.
    void finish() const;

  private:
    RedactionRules const& rules();

    store::Tx& tx_;
    OrganizationId organization_;
    ChatId chat_;
    std::optional<RedactionRules> rules_;
    std::optional<std::string> dropped_;  // the path of the first
};

}  // namespace parley::service
