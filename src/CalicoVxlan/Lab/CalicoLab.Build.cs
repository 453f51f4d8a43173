using CalicoVxlan.Common;
using CalicoVxlan.Lab.Kernel;
using CalicoVxlan.Lab.Objects;
using CalicoVxlan.Lab.Plan;
using CalicoVxlan.Lab.State;

namespace CalicoVxlan.Lab;

public sealed partial class CalicoLab
{
    /// <summary>Builds a lab. When that fails or is cancelled, nothing is left of it.</summary>
    /// <param name="options">How it is to look.</param>
    /// <param name="progress">Told what is being made, how many are done and of how many; on the calling thread.</param>
    /// <param name="cancellation">Stops building.</param>
    /// <exception cref="LabException">It can't be built: not on Linux, not as root, an option, a program, the kernel.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static CalicoLab New(CalicoLabOptions options, Action<string, int, int>? progress = null, CancellationToken cancellation = default) =>
        New(options, LabStore.Default, progress, cancellation);

    /// <summary>Removes a lab, whatever state it is in; what is not the lab's is not touched.</summary>
    /// <exception cref="LabException">There is none of that name, or it can't be removed.</exception>
    public static void Remove(string name) => Remove(name, LabStore.Default);

    /// <summary>Refuses what can be no lab's name.</summary>
    /// <exception cref="LabException">It can be none.</exception>
    public static void CheckName(string name) => LabOptionChecks.CheckName(name);

    internal static CalicoLab New(CalicoLabOptions options, LabStore store, Action<string, int, int>? progress, CancellationToken cancellation)
    {
        LabPlan plan = LabPlanner.Make(options);
        LabNeeds.Check();
        CheckNothingIsThere(plan, store);
        LabRecord record = new() { Options = options, CreatedAt = DateTimeOffset.UtcNow, Namespaces = [.. plan.Namespaces] };
        store.Claim(record);
        try
        {
            LabState state = LabState.Make(plan, []);
            new KernelBuilder(progress, cancellation).Change([], [.. state.Namespaces]);
            LabFiles.Write(state, store.Folder(options.Name), record.CreatedAt);
            record = record with { IsComplete = true };
            store.Write(record);
            return new CalicoLab(record, store);
        }
        catch
        {
            RemoveNamespaces(record.Namespaces);
            store.Delete(options.Name);
            throw;
        }
    }

    internal static void Remove(string name, LabStore store)
    {
        LabOptionChecks.CheckName(name);
        if (!store.Exists(name))
        {
            throw NotFound(name);
        }

        LabNeeds.Check();
        RemoveNamespaces([.. store.Read(name)?.Namespaces ?? [], .. LabStore.NamespacesOf(name)]);
        store.Delete(name);
    }

    private static void CheckNothingIsThere(LabPlan plan, LabStore store)
    {
        if (store.Exists(plan.Options.Name))
        {
            throw LabStore.Taken(plan.Options.Name);
        }

        if (LabStore.NamespacesOf(plan.Options.Name).FirstOrDefault() is { } taken)
        {
            throw new LabException(LabFailure.Exists, plan.Options.Name, $"There is a network namespace {taken} already, which a lab named {plan.Options.Name} would need.",
                $"Give another -Name, or remove that namespace if nobody needs it: ip netns del {ShellWord.Quote(taken)}.");
        }
    }

    // Devices go with their namespaces.
    private static void RemoveNamespaces(IEnumerable<string> names) => LabTool.Batch("ip", "this machine",
        [.. names.Distinct().Where(static n => File.Exists(Path.Combine(NamespaceThread.Folder, n))).Select(static n => $"netns del {n}")]);
}
