using CalicoVxlan.Host.Pipeline;

namespace CalicoVxlan.PS.Tests.Host;

[Collection("one log")]
public class PipelineTests
{
    [Fact]
    public void Objects_stream_and_every_command_ends()
    {
        SequenceLog log = GetSequenceCommand.StartLog();
        Assert.Equal([1, 2, 3], Cvx.Invoke("Get-Sequence 3").Output);
        Assert.Equal("begin 1 2 3 end disposed", log.Text);
    }

    [Theory]
    [InlineData("Get-Sequence | Select-Object -First 2")]
    [InlineData("Get-Sequence | Select-Object -First 2 | Select-Object -First 5")]
    public void First_stops_what_is_before_it_at_once(string line)
    {
        SequenceLog log = GetSequenceCommand.StartLog();
        Assert.Equal([1, 2], Cvx.Invoke(line).Output);
        Assert.Equal("begin 1 2 disposed", log.Text);
    }

    [Fact]
    public void A_command_that_catches_the_stop_gets_it_again()
    {
        SequenceLog log = GetSequenceCommand.StartLog();
        Assert.Equal([1, 2], Cvx.Invoke("Get-Sequence -SwallowsStop | Select-Object -First 2").Output);
        Assert.Equal("begin 1 2! 3! 4! 5 disposed", log.Text);
    }

    [Fact]
    public void What_is_behind_it_still_ends()
    {
        Assert.Equal([2], Cvx.Invoke("Get-Sequence | Select-Object -First 2 | Select-Object -Last 1").Output);
    }

    [Fact]
    public void Skip_and_last()
    {
        Assert.Equal([3, 4], Cvx.Invoke("Get-Sequence | Select-Object -Skip 2 -First 2").Output);
        Assert.Equal([8, 9], Cvx.Invoke("Get-Sequence 9 | Select-Object -Last 2").Output);
        Assert.Empty(Cvx.Invoke("Get-Sequence | Select-Object -First 0").Output);
    }

    [Fact]
    public async Task Stop_reaches_the_cmdlet_from_another_thread()
    {
        SequenceLog log = GetSequenceCommand.StartLog();
        using SemaphoreSlim running = new(0);
        HostPipeline pipeline = HostPipeline.Create("Get-Sequence", Cvx.Commands, _ => running.Release());
        Task<HostResult> invoked = Task.Run(pipeline.Invoke, TestContext.Current.CancellationToken);
        await running.WaitAsync(TestContext.Current.CancellationToken);
        pipeline.Stop();
        HostResult result = await invoked;
        Assert.True(result.WasStopped);
        Assert.Empty(result.Errors);
        Assert.Equal(1, log.Stops);
        Assert.DoesNotContain("end", log.Text, StringComparison.Ordinal);
        Assert.EndsWith("disposed", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_goes_on_a_terminating_one_does_not()
    {
        HostResult error = Cvx.Invoke("Invoke-Trouble error");
        Assert.Equal("Broken,CalicoVxlan.PS.Tests.Host.InvokeTroubleCommand", Assert.Single(error.Errors).FullyQualifiedErrorId);
        Assert.Equal(["after"], error.Output);

        HostResult terminating = Cvx.Invoke("Invoke-Trouble terminating");
        Assert.Equal("Broken,CalicoVxlan.PS.Tests.Host.InvokeTroubleCommand", Assert.Single(terminating.Errors).FullyQualifiedErrorId);
        Assert.Empty(terminating.Output);

        Assert.Equal("System.InvalidOperationException,CalicoVxlan.PS.Tests.Host.InvokeTroubleCommand", Cvx.ErrorId("Invoke-Trouble throw"));
    }

    [Fact]
    public void Error_and_warning_actions()
    {
        Assert.Empty(Cvx.Invoke("Invoke-Trouble error -ErrorAction Stop").Output);
        HostResult silent = Cvx.Invoke("Invoke-Trouble error -ea SilentlyContinue");
        Assert.Empty(silent.Errors);
        Assert.True(silent.HadErrors);
        Assert.Empty(Cvx.Invoke("Invoke-Trouble warning -WarningAction SilentlyContinue").Warnings);
        Assert.Equal(["after"], Cvx.Invoke("Invoke-Trouble warning").Output);
        Assert.Equal("ActionPreferenceStop,CalicoVxlan.PS.Tests.Host.InvokeTroubleCommand", Cvx.ErrorId("Invoke-Trouble warning -WarningAction Stop"));
    }

    [Fact]
    public void Streams_that_are_asked_for()
    {
        HostResult quiet = Cvx.Invoke("Invoke-Trouble");
        Assert.Empty(quiet.Debug.Concat(quiet.Verbose).Concat(quiet.Information));
        Assert.Equal("working", Assert.Single(quiet.Progress).Activity);
        HostResult loud = Cvx.Invoke("Invoke-Trouble -Debug -InformationAction Continue -ProgressAction SilentlyContinue");
        Assert.Equal(["debugged"], loud.Debug);
        Assert.Equal(["informed"], loud.Information);
        Assert.Empty(loud.Progress);
        Assert.Equal(["echoing"], Cvx.Invoke("Write-Echo -Verbose").Verbose);
    }

    [Fact]
    public void WhatIf_says_what_would_be_done()
    {
        HostResult result = Cvx.Invoke("Invoke-Trouble should -WhatIf");
        Assert.Equal([false], result.Output);
        Assert.Equal(["What if: Performing the operation \"Break\" on target \"the thing\"."], result.Information);
        Assert.Equal([true], Cvx.Invoke("Invoke-Trouble should").Output);
        HostResult confirmed = Cvx.Invoke("Invoke-Trouble should -Confirm");
        Assert.Equal([false], confirmed.Output);
        Assert.Single(confirmed.Questions);
        Assert.Equal("NamedParameterNotFound,CalicoVxlan.PS.Tests.Host.WriteEchoCommand", Cvx.ErrorId("Write-Echo -WhatIf"));
    }

    [Fact]
    public void A_cmdlets_files_are_found_by_patterns()
    {
        string pattern = Path.Combine(Cvx.Samples, "[12]-*.pcapng");
        Assert.Equal(2, Cvx.Invoke($"Get-VxlanFrame '{pattern}' -All | Select-Object Path").Output.Select(o => o!.ToString()).Distinct().Count());
        Assert.Equal("CaptureFileNotFound,CalicoVxlan.PS.Commands.GetVxlanFrameCommand", Cvx.ErrorId("Get-VxlanFrame nothing*.pcap"));
    }
}
