using System.Management.Automation;
using CalicoVxlan.Common;
using CalicoVxlan.Evidence.Collecting;

namespace CalicoVxlan.PS.Abstractions;

/// <summary>Progress of collecting, by kind and by node.</summary>
internal sealed class CollectSteps(Cmdlet command)
{
    private const int ActivityId = 4790;

    private string? shown;

    public void Report(CollectProgress step)
    {
        shown = step.Activity;
        command.WriteProgress(new ProgressRecord(ActivityId, step.Activity, $"{step.Done} of {step.Total}")
        {
            PercentComplete = step.Total == 0 ? 100 : (int)(step.Done * 100L / step.Total),
            CurrentOperation = SafeText.Clean(step.Item),
        });
    }

    public void Complete()
    {
        if (shown is not null)
        {
            command.WriteProgress(new ProgressRecord(ActivityId, shown, "done") { RecordType = ProgressRecordType.Completed });
            shown = null;
        }
    }
}
