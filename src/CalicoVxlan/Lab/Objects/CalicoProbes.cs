using System.Text.Json.Nodes;
using CalicoVxlan.Lab.Plan;
using CalicoVxlan.Lab.State;
using static CalicoVxlan.Lab.Objects.KubernetesJson;

namespace CalicoVxlan.Lab.Objects;

/// <summary>The probes of calico-node (facts 3.9, 3.10): another command since 3.33, and HTTP for the operator's liveness.</summary>
internal static class CalicoProbes
{
    public static JsonObject Liveness(LabState state) => state.Plan.Options.Install == CalicoLabInstall.Operator
        ? Timed(new JsonObject { ["httpGet"] = new JsonObject { ["host"] = "localhost", ["path"] = "/liveness", ["port"] = 9099, ["scheme"] = "HTTP" } })
        : Exec(state, "felix-live", "bird-live");

    public static JsonObject Readiness(LabState state) => Exec(state, "felix-ready", "bird-ready");

    private static JsonObject Exec(LabState state, string felix, string bird)
    {
        LabPlan plan = state.Plan;
        string dash = plan.Since(33) ? "--" : "-";
        List<string> command = plan.Since(33) ? ["calico", "component", "node", "health"] : ["/bin/calico-node"];
        command.Add(dash + felix);
        if (state.ProbesBird)
        {
            command.Add(dash + bird);
        }

        return Timed(new JsonObject { ["exec"] = new JsonObject { ["command"] = Strings(command) } });
    }

    private static JsonObject Timed(JsonObject probe)
    {
        probe["periodSeconds"] = 10;
        probe["timeoutSeconds"] = 10;
        return probe;
    }
}
