BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'Measure-VxlanFlow' {
    It 'finds no retransmission where a capture has three copies of each packet' {
        $flows = Measure-VxlanFlow $node1 -All
        @($flows | Where-Object Protocol -EQ TCP).Count | Should -Be 9
        ($flows | Measure-Object Retransmissions -Sum).Sum | Should -Be 0
    }

    It 'gives the same rows from the pipeline and from -Path, by <_>' -ForEach 'Conversation', 'Flow', 'Vtep', 'Vni', 'CapturePoint' {
        $piped = Get-VxlanFrame "$samples/*.pcapng" -All | Measure-VxlanFlow -By $_ | ConvertTo-Json -Depth 3
        $read = Measure-VxlanFlow "$samples/*.pcapng" -All -By $_ | ConvertTo-Json -Depth 3
        $piped | Should -Be $read
    }

    It 'gives the VTEP matrix' {
        $rows = Measure-VxlanFlow $node1 -By Vtep
        $rows.SourceVtep | Should -Be '192.168.5.79', '192.168.5.81'
        $rows.Frames | Should -Be 49, 224
        $rows[0].Source | Should -BeNullOrEmpty
    }

    It 'measures the handshake' {
        $http = Measure-VxlanFlow $node1 | Where-Object DestinationPort -EQ 8080 | Select-Object -First 1
        $http.HandshakeRtt | Should -BeGreaterThan ([TimeSpan]::Zero)
        $http.HandshakeRtt | Should -BeLessThan ([TimeSpan]::FromMilliseconds(10))
    }

    It 'makes a series with -Interval <_>' -ForEach 1, '1s', '1000ms', '00:00:01' {
        $rows = Measure-VxlanFlow $node1 -By Vni -Interval $_
        @($rows).Count | Should -Be 3
        ($rows | Measure-Object Frames -Sum).Sum | Should -Be 273
        $rows[0].IntervalStart.Millisecond | Should -Be 0
    }

    It 'refuses -Interval <_>' -ForEach 0, -1, 'soon', '0s' {
        { Measure-VxlanFlow $node1 -Interval $_ } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,CalicoVxlan.PS.Commands.MeasureVxlanFlowCommand'
    }

    It 'takes files by property name' {
        @(Get-ChildItem $node1 | Measure-VxlanFlow -By Vni).Frames | Should -Be 273
    }
}
