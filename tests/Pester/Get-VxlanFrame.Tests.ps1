BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'Reading captures' {
    It 'writes encapsulated frames by default, and every frame with -All' {
        @(Get-VxlanFrame $node1).Count | Should -Be 273
        @(Get-VxlanFrame $node1 -All).Count | Should -Be 502
    }

    It 'finds the capture points of the samples' {
        $points = Get-VxlanFrame "$samples/*.pcapng" -All | Group-Object CapturePoint -AsHashTable
        $points['calia114be9108d'].Count | Should -Be 107
        $points['vxlan.calico'].Count | Should -Be (99 + 279)
        $points['eth0'].Count | Should -Be (107 + 296 + 296 + 106)
        $points['calice13baea06d'].Count | Should -Be 105
    }

    It 'takes files from the pipeline, as paths and as objects' {
        $expected = @(Get-VxlanFrame "$samples/*.pcapng" -All).Count
        @(Get-ChildItem "$samples/*.pcapng" | Get-VxlanFrame -All).Count | Should -Be $expected
        @((Get-ChildItem "$samples/*.pcapng").FullName | Get-VxlanFrame -All).Count | Should -Be $expected
    }

    It 'reads a name with brackets literally' {
        Copy-Item $node1 "$TestDrive/a[1].pcapng"
        @(Get-VxlanFrame -LiteralPath "$TestDrive/a[1].pcapng").Count | Should -Be 273
        @(Get-ChildItem -LiteralPath "$TestDrive/a[1].pcapng" | Get-VxlanFrame).Count | Should -Be 273
    }

    It 'starts relative paths at the location of the shell' {
        Push-Location $samples
        try { @(Get-VxlanFrame 2-node1.pcapng).Count | Should -Be 273 } finally { Pop-Location }
    }

    It 'reads only as much as Select-Object asks for' {
        $frames = Get-VxlanFrame $node1 -All | Select-Object -First 5
        $frames.Number | Should -Be 1, 2, 3, 4, 5
    }

    It 'has the pods'' packet in Inner and the nodes'' in Outer' {
        $frame = Get-VxlanFrame $node1 -Protocol ICMP | Select-Object -First 1
        $frame.Encapsulation | Should -Be 'Vxlan'
        $frame.Vni | Should -Be 4096
        $frame.SourceVtep | Should -Be '192.168.5.79'
        $frame.Outer.DestinationPort | Should -Be 4789
        $frame.Inner.Source | Should -Be '172.16.154.16'
        $frame.Inner.SourceMac | Should -Be '66:f9:37:c3:7e:94'
        $frame.Inner.Ttl | Should -Be 63
        $frame.Info | Should -Match '^ICMP echo request id \d+ seq 1 ttl 63$'
    }
}

Describe 'Filters' {
    It '-<Name> <Value> keeps <Count> frames' -ForEach @(
        @{ Name = 'Vni'; Value = 4096; Count = 273 }
        @{ Name = 'Vni'; Value = 4097; Count = 0 }
        @{ Name = 'Protocol'; Value = 'UDP'; Count = 10 }
        @{ Name = 'Address'; Value = '172.16.28.0/24'; Count = 273 }
        @{ Name = 'Address'; Value = '192.168.5.79'; Count = 273 }
        @{ Name = 'Address'; Value = '10.0.0.0/8'; Count = 0 }
        @{ Name = 'CapturePoint'; Value = 'eth*'; Count = 273 }
        @{ Name = 'CapturePoint'; Value = 'cali*'; Count = 0 }
    ) {
        $filter = @{ $Name = $Value }
        @(Get-VxlanFrame $node1 @filter).Count | Should -Be $Count
    }

    It 'takes protocol numbers as names' {
        @(Get-VxlanFrame $node1 -Protocol 17).Count | Should -Be 10
    }
}

Describe 'Bad input' {
    It 'reports what can''t be read and goes on' {
        $frames = Get-VxlanFrame (Join-Path $TestDrive 'none.pcap'), $samples, $node1 -ErrorVariable failures -ErrorAction SilentlyContinue
        @($frames).Count | Should -Be 273
        $failures.FullyQualifiedErrorId | Should -Be @(
            'CaptureFileNotFound,CalicoVxlan.PS.Commands.GetVxlanFrameCommand'
            'CaptureIsDirectory,CalicoVxlan.PS.Commands.GetVxlanFrameCommand')
        $failures[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'names the first bytes of what is no capture' {
        Set-Content "$TestDrive/text.pcap" 'hello'
        Get-VxlanFrame "$TestDrive/text.pcap" -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -Match '^NotACapture,'
        $failures[0].ErrorDetails.Message | Should -Match '68 65 6c 6c 6f'
    }

    It 'reads a cut capture up to the cut, and warns with the offset' {
        $bytes = [IO.File]::ReadAllBytes($node1)
        [IO.File]::WriteAllBytes("$TestDrive/cut.pcapng", $bytes[0..100000])
        $frames = Get-VxlanFrame "$TestDrive/cut.pcapng" -All -WarningVariable warnings -WarningAction SilentlyContinue
        @($frames).Count | Should -BeGreaterThan 10
        $warnings[0].Message | Should -Match 'at byte \d+'
    }

    It 'refuses -<Name> <Value> while binding' -ForEach @(
        @{ Name = 'Vni'; Value = 99999999; Id = 'ParameterArgumentValidationError' }
        @{ Name = 'Address'; Value = 'nonsense'; Id = 'CannotConvertArgumentNoMessage' }
        @{ Name = 'Protocol'; Value = 'nonsense'; Id = 'ParameterArgumentValidationError' }
        @{ Name = 'Port'; Value = 70000; Id = 'ParameterArgumentValidationError' }
    ) {
        $bad = @{ $Name = $Value }
        { Get-VxlanFrame $node1 @bad } | Should -Throw -ErrorId "$Id,CalicoVxlan.PS.Commands.GetVxlanFrameCommand"
    }

    It 'refuses a bad capture filter before anything is captured' {
        { Get-VxlanFrame -Interface lo -Filter 'bad syntax' } | Should -Throw -ErrorId 'BadCaptureFilter,CalicoVxlan.PS.Commands.GetVxlanFrameCommand'
    }

    It 'lists the interfaces when one does not exist' {
        Get-VxlanFrame -Interface nope0 -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -Match '^NoSuchInterface,'
        $failures[0].ErrorDetails.RecommendedAction | Should -Match '\blo\b'
    }
}

Describe 'Completion' {
    It 'completes <What>' -ForEach @(
        @{ What = 'protocols'; Line = 'Get-VxlanFrame x -Protocol T'; Expected = 'TCP' }
        @{ What = 'interfaces'; Line = 'Get-VxlanFrame -Interface l'; Expected = 'lo' }
        @{ What = 'parameters'; Line = 'Get-VxlanFrame x -Cap'; Expected = '-CapturePoint' }
        @{ What = 'groupings'; Line = 'Measure-VxlanFlow x -By V'; Expected = 'Vtep' }
        @{ What = 'VNIs'; Line = 'Get-VxlanFrame -Vni '; Expected = '4096' }
    ) {
        (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText | Should -Contain $Expected
    }

    It 'completes capture points from the files named before, with a tooltip' {
        Push-Location $samples
        try {
            $line = 'Get-VxlanFrame 2-node1.pcapng -CapturePoint '
            $found = (TabExpansion2 $line $line.Length).CompletionMatches
            $found.CompletionText | Should -Be 'calia114be9108d', 'eth0', 'vxlan.calico'
            $found[0].ToolTip | Should -Match 'Ethernet in 2-node1.pcapng'
        }
        finally { Pop-Location }
    }
}

Describe 'Live capture' {
    It 'ends after -Duration and releases the interface' {
        if ((id -u) -ne 0) { Set-ItResult -Skipped -Because 'capturing needs root' }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $null = Get-VxlanFrame -Interface lo -All -Duration 0.5
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 3
    }

    It 'ends after -Count frames' {
        if ((id -u) -ne 0) { Set-ItResult -Skipped -Because 'capturing needs root' }
        $ping = Start-Process ping -ArgumentList '-i', '0.2', '-c', '20', '127.0.0.1' -PassThru -RedirectStandardOutput "$TestDrive/ping.txt"
        try { @(Get-VxlanFrame -Interface lo -All -Protocol ICMP -Address 127.0.0.1 -Count 3 -Duration 10s).Count | Should -Be 3 }
        finally { Stop-Process -Id $ping.Id -ErrorAction SilentlyContinue }
    }

    It 'captures on all interfaces that come down the pipeline, at once' {
        if ((id -u) -ne 0) { Set-ItResult -Skipped -Because 'capturing needs root' }
        $ping = Start-Process ping -ArgumentList '-i', '0.2', '-c', '30', '127.0.0.1' -PassThru -RedirectStandardOutput "$TestDrive/pipe.txt"
        try {
            $rows = @([pscustomobject]@{ Interface = 'nope0' }, [pscustomobject]@{ Interface = 'lo' }, [pscustomobject]@{ Interface = $null })
            $frames = $rows | Get-VxlanFrame -All -Protocol ICMP -Address 127.0.0.1 -Count 3 -Duration 10s -ErrorVariable failures -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue
            $frames.CapturePoint | Should -Be 'lo', 'lo', 'lo'
            $failures | Should -BeNullOrEmpty
            $warnings[0] | Should -BeLike '1 of the objects have no interface*'
            $warnings[1] | Should -BeLike '1 of 2 interfaces are not on this machine*(nope0)*'
            ($rows[1] | Get-VxlanFrame -All -Duration 10s | Select-Object -First 1).CapturePoint | Should -Be 'lo'
        }
        finally { Stop-Process -Id $ping.Id -ErrorAction SilentlyContinue }
    }

    It 'takes the rows of Find-PodVeth, and says whose node they are on' {
        $capture = { Find-PodVeth web-node1-1 -Evidence "$samples/evidence" | & $args[0] -Duration 1s -ErrorVariable failures -ErrorAction SilentlyContinue; $failures }
        foreach ($cmdlet in 'Get-VxlanFrame', 'Measure-VxlanFlow') {
            $failures = @(& $capture $cmdlet)
            $failures.Count | Should -Be 1
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'NoSuchInterface,*'
            $failures[0].ErrorDetails.RecommendedAction | Should -BeLike "A pod's interface is on the pod's node*"
        }
    }
}
