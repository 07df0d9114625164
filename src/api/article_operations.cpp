// The articles of the support centre.
#include "api/declare.hpp"
#include "service/articles.hpp"

namespace parley::api {

std::vector<Operation> article_operations() {
    using namespace service;
    constexpr auto read = Kind::read;
    return {
        declare(read, "category.list", Who::staff, category_list,
                "The categories of articles, in their order."),
        declare(read, "category.get", Who::staff, category_get, "One category of articles."),
        act("category.save", subjects::category, category_save,
            "Makes a category of articles, or changes one."),
        act("category.order", subjects::order_of_categories, category_order,
            "Sets the order in which the support centre shows categories."),
        act("category.delete", subjects::category, category_remove,
            "Deletes a category in which there is no article."),
        declare(read, "article.list", Who::staff, article_list,
                "All articles, for who writes them."),
        declare(read, "article.get", Who::staff, article_get,
                "One article, with what it says in each language."),
        act("article.create", subjects::article, article_create,
            "Writes an article in a first language."),
        act("article.update", subjects::article, article_update,
            "Changes what an article says in a language, or its category."),
        act("article.delete", subjects::article, article_delete,
            "Deletes an article, with all that it has said."),
        declare(read, "article.versions", Who::staff, article_versions,
                "What an article has said in a language, version by version."),
        declare(read, "article.version", Who::staff, article_version, "One version of an article."),
        declare(read, "article.search", Who::signed_in, article_search,
                "Published articles that say something of it, the best first."),
        declare(Kind::write, "article.vote", Who::anyone, article_vote,
                "Says whether an article helped, and why it did not."),
        declare(read, "article.votes", Who::staff, article_votes,
                "Why readers say that an article did not help."),
        declare(read, "article.misses", Who::staff, article_misses,
                "What people have searched for in the support centre without a result."),
        act("article.settle_miss", subjects::miss, article_settle_miss,
            "Takes a search without a result off the list."),
    };
}

}  // namespace parley::api
