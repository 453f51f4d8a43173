BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'Export-VxlanFrame' {
    It 'writes what was captured, bit for bit, as <_>' -ForEach 'pcapng', 'pcap' {
        $file = "$TestDrive/round.$_"
        $frames = Get-VxlanFrame $node1 -All
        $frames | Export-VxlanFrame $file
        $again = Get-VxlanFrame $file -All
        @($again).Count | Should -Be @($frames).Count
        for ($i = 0; $i -lt $frames.Count; $i += 50) {
            $again[$i].TimestampNanoseconds | Should -Be $frames[$i].TimestampNanoseconds
            [Convert]::ToBase64String($again[$i].GetBytes()) | Should -Be ([Convert]::ToBase64String($frames[$i].GetBytes()))
        }
    }

    It 'keeps capture points in pcapng' {
        $file = "$TestDrive/points.pcapng"
        Get-VxlanFrame $node1 -All | Export-VxlanFrame $file
        (Get-VxlanFrame $file -All).CapturePoint | Sort-Object -Unique | Should -Be 'calia114be9108d', 'eth0', 'vxlan.calico'
    }

    It 'writes the pods'' frames with -Decapsulate' {
        $file = "$TestDrive/pods.pcapng"
        Get-VxlanFrame $node1 -Protocol ICMP | Export-VxlanFrame $file -Decapsulate
        $frame = Get-VxlanFrame $file -All | Select-Object -First 1
        $frame.Encapsulation | Should -Be 'None'
        $frame.Length | Should -Be 98
        $frame.Inner.SourceMac | Should -Be '66:f9:37:c3:7e:94'
        Get-VxlanFrame $file | Should -BeNullOrEmpty
    }

    It 'overwrites only with -Force, and leaves the old file as it was' {
        $file = "$TestDrive/old.pcapng"
        Set-Content $file 'old'
        { Get-VxlanFrame $node1 | Export-VxlanFrame $file } | Should -Throw -ErrorId 'ExportFileExists,CalicoVxlan.PS.Commands.ExportVxlanFrameCommand'
        Get-Content $file | Should -Be 'old'
        Get-VxlanFrame $node1 | Export-VxlanFrame $file -Force
        @(Get-VxlanFrame $file).Count | Should -Be 273
    }

    It 'writes nothing with -WhatIf' {
        Get-VxlanFrame $node1 | Export-VxlanFrame "$TestDrive/whatif.pcapng" -WhatIf
        "$TestDrive/whatif.pcapng" | Should -Not -Exist
    }

    It 'leaves no half file behind' {
        New-Item -ItemType Directory "$TestDrive/half" | Out-Null
        { Get-VxlanFrame $node1 | ForEach-Object { if ($_.Number -gt 100) { throw 'stop' }; $_ } | Export-VxlanFrame "$TestDrive/half/a.pcapng" } |
            Should -Throw 'stop'
        Get-ChildItem "$TestDrive/half" -Force | Should -BeNullOrEmpty
    }

    It 'reads from the file that it replaces' {
        $file = "$TestDrive/same.pcapng"
        Copy-Item $node1 $file
        Get-VxlanFrame $file -Protocol UDP | Export-VxlanFrame $file -Force
        @(Get-VxlanFrame $file -All).Count | Should -Be 10
    }

    It 'says that a directory does not exist' {
        { Get-VxlanFrame $node1 | Export-VxlanFrame "$TestDrive/none/a.pcapng" } |
            Should -Throw -ErrorId 'ExportDirectoryNotFound,CalicoVxlan.PS.Commands.ExportVxlanFrameCommand'
    }
}
