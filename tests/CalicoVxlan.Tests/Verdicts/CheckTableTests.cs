using System.Text;
using CalicoVxlan.Verdicts;

namespace CalicoVxlan.Tests.Verdicts;

/// <summary>The table of checks in the docs, made from the checks.</summary>
public class CheckTableTests
{
    [Fact]
    public void The_table_in_the_docs_is_made_from_the_checks()
    {
        StringBuilder table = new("# The checks of Test-CalicoVxlanMode\n\nMade by `CheckTableTests`; ids are stable.\n");
        foreach (IGrouping<string, CalicoCheck> category in ModeTest.Checks.GroupBy(static c => c.Category))
        {
            table.Append($"\n## {category.Key}\n\n| id | checks that | reads | because | reference |\n|---|---|---|---|---|\n");
            foreach (CalicoCheck check in category)
            {
                table.Append($"| {check.Id} | {Cell(check.Title)} | {Cell(check.Reads)} | {Cell(check.Why)} | {Cell(check.Reference ?? "")} |\n");
            }
        }

        Docs.AssertSame("checks.md", table.ToString());
    }

    [Fact]
    public void Ids_are_unique_and_every_check_says_what_it_is_about()
    {
        Assert.Equal(ModeTest.Checks.Count, ModeTest.Checks.Select(static c => c.Id).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(ModeTest.Checks, static c => Assert.True(c.Title.Length > 0 && c.Reads.Length > 0 && c.Why.Length > 0 && c.Impact.Length > 0, c.Id));
        Assert.True(ModeTest.Checks.Count(static c => c.Category == "Known") >= 31);
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
