using System.Text;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Records;

namespace CalicoVxlan.Evidence.Reading.Texts;

/// <summary>
/// managers.txt: <c>manager NetworkManager</c> for a program whose notes are there, and <c>vxlan.calico NetworkManager true ORIGIN</c> for what it noted
/// of an interface. Nothing at all says that it can't be seen from there.
/// </summary>
internal static class ManagerText
{
    private const string Program = "manager";

    public static ManagerRecord[] Read(ReadOnlySpan<byte> text, TextPool texts, OddEntries odd)
    {
        List<ManagerRecord> found = [];
        int number = 0;
        foreach (Range range in text.Split((byte)'\n'))
        {
            number++;
            string line = SafeText.Clean(Encoding.UTF8.GetString(TextLine.Trim(text[range])));
            if (line.Length == 0)
            {
                continue;
            }

            if (Line(line.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries)) is { } record)
            {
                found.Add(record);
            }
            else
            {
                odd.Add(FormattableString.Invariant($"line {number}"), "it is no 'manager NAME' and no 'INTERFACE NAME STATE'");
            }
        }

        odd.NeedSome(found.Count);
        return [.. found];
    }

    private static ManagerRecord? Line(string[] words) => words switch
    {
        [Program, ManagerRecord.NetworkManager or ManagerRecord.Networkd or ManagerRecord.None] => new ManagerRecord(words[1], null, null, null),
        [not Program, ManagerRecord.NetworkManager or ManagerRecord.Networkd, var state, .. var rest] => new ManagerRecord(words[1], words[0], state == "-" ? null : state, rest.Length > 0 ? rest[0] : null),
        _ => null,
    };
}
