using System.Globalization;
using System.Management.Automation;
using System.Text;
using CalicoVxlan.Common;

namespace CalicoVxlan.Host.Pipeline;

/// <summary>Progress as one line at the terminal's foot, written over and taken away; no line at all elsewhere.</summary>
internal sealed class ProgressLine(TextWriter errors, MessageStyle style)
{
    private bool shown;

    public void Show(ProgressRecord record)
    {
        if (!style.IsTerminal)
        {
            return;
        }

        if (record.RecordType == ProgressRecordType.Completed)
        {
            Clear();
            return;
        }

        StringBuilder line = new(record.Activity);
        if (record.PercentComplete >= 0)
        {
            _ = line.Append(CultureInfo.InvariantCulture, $" {record.PercentComplete,3}%");
        }

        if (record.SecondsRemaining >= 0)
        {
            _ = line.Append(CultureInfo.InvariantCulture, $" {TimeSpan.FromSeconds(record.SecondsRemaining):c} left");
        }

        _ = line.Append("  ").Append(record.CurrentOperation).Append("  ").Append(record.StatusDescription);
        string text = SafeText.Clean(line.ToString());
        errors.Write("\r" + (text.Length > style.Width - 1 ? text[..(style.Width - 1)] : text) + "\x1b[K");
        errors.Flush();
        shown = true;
    }

    public void Clear()
    {
        if (shown)
        {
            errors.Write("\r\x1b[K");
            errors.Flush();
            shown = false;
        }
    }
}
