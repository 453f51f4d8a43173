// Adds up the JUnit result files of all suites. Last line: "N passed, N failed, N skipped". Fails when anything failed, when a
// suite that was named left no result, and when no test ran at all.
//   dotnet run --file eng/Summary.cs -- DIRECTORY SUITE [SUITE ...]
using System.Globalization;
using System.Xml.Linq;

string directory = args[0];
int passed = 0, failed = 0, skipped = 0;
foreach (string suite in args.Skip(1))
{
    string file = Path.Combine(directory, suite + ".xml");
    if (!File.Exists(file))
    {
        Console.WriteLine($"{suite}: left no result; counted as failed");
        failed++;
        continue;
    }

    int p = 0, f = 0, s = 0;
    foreach (XElement test in XDocument.Load(file).Descendants("testcase"))
    {
        if (test.Elements("failure").Any() || test.Elements("error").Any())
        {
            f++;
        }
        else if (test.Element("skipped") is { } skip)
        {
            s++;
            Console.WriteLine($"skipped: {test.Attribute("name")?.Value}: {skip.Attribute("message")?.Value ?? skip.Value.Trim()}");
        }
        else
        {
            p++;
        }
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{suite}: {p} passed, {f} failed, {s} skipped"));
    passed += p;
    failed += f;
    skipped += s;
}

Console.WriteLine($"{passed} passed, {failed} failed, {skipped} skipped");
return failed > 0 || passed == 0 ? 1 : 0;
