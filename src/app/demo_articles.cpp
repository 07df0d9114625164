#include "app/demo_articles.hpp"

#include <vector>

#include "service/articles.hpp"
#include "service/sessions.hpp"

namespace parley::app {

namespace {

using domain::Language;

/// Lines that begin with "1." are a list; the others are paragraphs.
struct Section {
    char const* heading;
    std::vector<char const*> lines;
};

struct Text {
    char const* title;
    char const* summary;
    std::vector<Section> sections;
};

struct Article {
    Text en;
    Text de;
};

struct Category {
    char const* name_en;
    char const* about_en;
    char const* name_de;
    char const* about_de;
    std::vector<Article> articles;
};

std::vector<Category> categories() {
    return {
        {"Orders and delivery",
         "Where a parcel is, and when it comes",
         "Bestellung und Lieferung",
         "Wo ein Paket ist und wann es kommt",
         {{{"Where is my parcel?",
            "The link in the e-mail “Your parcel is on its way” shows where it is.",
            {{"",
              {"Plants travel for two to four working days. We do not send anything on Fridays, so "
               "that nothing spends the weekend in a van."}},
             {"If the link shows nothing",
              {"The parcel service shows a parcel only once it has scanned it. That takes until "
               "the evening of the day on which we have sent it."}},
             {"If it does not come",
              {"1. Look at the delivery note in your letter box: a neighbour may have it.",
               "1. Wait for one more working day.",
               "1. Write to us, with the number of the order. We send it again or give you the "
               "money back."}},
             {"If something is broken",
              {"Take a picture before you throw anything away, and send it to us in the chat."}}}},
           {"Wo ist mein Paket?",
            "Der Link in der E-Mail „Ihr Paket ist unterwegs“ zeigt, wo es ist.",
            {{"",
              {"Pflanzen reisen zwei bis vier Werktage. Freitags verschicken wir nichts, damit "
               "nichts das Wochenende in einem Lieferwagen verbringt."}},
             {"Wenn der Link nichts zeigt",
              {"Der Paketdienst zeigt ein Paket erst, wenn er es erfasst hat. Das dauert bis zum "
               "Abend des Tages, an dem wir es verschickt haben."}},
             {"Wenn es nicht kommt",
              {"1. Sehen Sie auf die Karte im Briefkasten: Vielleicht hat es eine Nachbarin.",
               "1. Warten Sie noch einen Werktag.",
               "1. Schreiben Sie uns mit der Nummer der Bestellung. Wir schicken es noch einmal "
               "oder erstatten das Geld."}},
             {"Wenn etwas kaputt ist",
              {"Machen Sie ein Bild, bevor Sie etwas wegwerfen, und schicken Sie es uns im "
               "Chat."}}}}},
          {{"Changing or cancelling an order",
            "Until it is packed you can change an order in your account, under Orders.",
            {{"", {"Once it is packed, accept the parcel and send it back, without a reason."}}}},
           {"Eine Bestellung ändern oder stornieren",
            "Bis sie gepackt ist, ändern Sie eine Bestellung in Ihrem Konto unter Bestellungen.",
            {{"",
              {"Ist sie gepackt, nehmen Sie das Paket an und schicken es ohne Angabe von Gründen "
               "zurück."}}}}}}},
        {"Returns and refunds",
         "Sending something back, and getting the money",
         "Rücksendung und Erstattung",
         "Etwas zurückschicken und das Geld bekommen",
         {{{"Returning something",
            "You have 30 days. The label is in the parcel.",
            {{"",
              {"1. Put the label that is in the parcel on the box.",
               "1. Take it to any parcel shop and keep the receipt.",
               "1. Three to five working days later the money is on your account."}},
             {"Plants", {"Living plants cannot travel twice. Send us a picture instead."}}}},
           {"Etwas zurücksenden",
            "Sie haben 30 Tage. Das Etikett liegt im Paket.",
            {{"",
              {"1. Kleben Sie das Etikett aus dem Paket auf den Karton.",
               "1. Bringen Sie ihn in einen Paketshop und heben Sie den Beleg auf.",
               "1. Drei bis fünf Werktage später ist das Geld auf Ihrem Konto."}},
             {"Pflanzen",
              {"Lebende Pflanzen können nicht zweimal reisen. Schicken Sie uns stattdessen ein "
               "Bild."}}}}}}},
        {"Account",
         "Signing in, passwords and addresses",
         "Konto",
         "Anmeldung, Passwort und Adressen",
         {{{"I have forgotten my password",
            "Choose “Forgot password” at the sign-in. The link that we send is good for an hour.",
            {{"",
              {"If no e-mail comes, look in the folder for spam, and try the address that you have "
               "ordered with."}}}},
           {"Ich habe mein Passwort vergessen",
            "Wählen Sie bei der Anmeldung „Passwort vergessen“. Unser Link gilt eine Stunde.",
            {{"",
              {"Kommt keine E-Mail, sehen Sie im Spam-Ordner nach und versuchen Sie es mit der "
               "Adresse, mit der Sie bestellt haben."}}}}}}},
    };
}

domain::Block paragraph(std::string_view text) {
    domain::Block block;
    domain::Span span;
    span.text = text;
    block.spans.push_back(std::move(span));
    return block;
}

domain::RichText tree_of(std::vector<char const*> const& lines) {
    domain::RichText tree;
    for (std::string_view line : lines) {
        if (!line.starts_with("1. ")) {
            tree.blocks.push_back(paragraph(line));
            continue;
        }
        if (tree.blocks.empty() || tree.blocks.back().kind != domain::BlockKind::numbers) {
            domain::Block list;
            list.kind = domain::BlockKind::numbers;
            tree.blocks.push_back(std::move(list));
        }
        tree.blocks.back().items.push_back({paragraph(line.substr(3))});
    }
    return tree;
}

service::ArticleWriting writing(Text const& text, Language language) {
    service::ArticleWriting writing{language, 0, true, text.title, text.summary, {}};
    for (auto const& section : text.sections) {
        writing.sections.push_back({section.heading, tree_of(section.lines)});
    }
    return writing;
}

}  // namespace

void add_demo_articles(store::Tx& tx, UserId administrator) {
    auto const actor = service::staff_actor(tx, tx.people.get(administrator));
    for (auto const& it : categories()) {
        service::CategorySave const save{
            {},
            {{Language::en, it.name_en, it.about_en}, {Language::de, it.name_de, it.about_de}},
            {}};
        auto const category = service::category_save(tx, actor, save).category.id;
        for (auto const& [en, de] : it.articles) {
            auto const made =
                service::article_create(tx, actor, {category, writing(en, Language::en), {}});
            service::article_update(tx, actor,
                                    {made.article.id, {}, {}, writing(de, Language::de)});
        }
    }
}

}  // namespace parley::app
