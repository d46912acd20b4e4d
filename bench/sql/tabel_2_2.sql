-- Tabel 2.2 as one question: what was granted, what business adds, their sum, all income and what was asked, in
-- thousands of euros, as shares, and to the cent. Of each region the newest grant that is in force on the day.
WITH populatie AS (
    SELECT DISTINCT ON (plan.regio_id)
        plan.id, besluit.bedrag_cents AS subsidie, plan.gevraagde_subsidie_cents AS gevraagd
    FROM applications_plan plan
    JOIN assessment_besluit besluit ON besluit.plan_id = plan.id
    JOIN applications_aanvraagronde ronde ON ronde.id = plan.ronde_id
    JOIN regions_regelingversie versie ON versie.id = ronde.regelingversie_id
    JOIN regions_regeling regeling ON regeling.id = versie.regeling_id
    WHERE besluit.status = 'verzonden' AND besluit.soort = 'verlening'
        AND besluit.besluit_datum <= %(peildatum)s AND regeling.slug = %(regeling)s
        AND NOT EXISTS (
            SELECT 1
            FROM assessment_besluit volgend
            WHERE volgend.vervangt_id = besluit.id AND volgend.status = 'verzonden'
                AND volgend.besluit_datum <= %(peildatum)s
        )
        AND NOT EXISTS (
            SELECT 1
            FROM applications_statuswijziging stap
            WHERE stap.aanvraag_id = besluit.aanvraag_id AND stap.verb = 'revoke' AND stap.op < %(eind)s
        )
    ORDER BY plan.regio_id, besluit.besluit_datum DESC, besluit.id DESC
),
bijdragen AS (
    SELECT
        bijdrage.plan_id,
        sum(bijdrage.bedrag_cents) FILTER (WHERE partner.soort IN ('bedrijf', 'branche')) AS van_bedrijven,
        sum(bijdrage.bedrag_cents) AS alle
    FROM applications_cofinanciering bijdrage
    JOIN populatie ON populatie.id = bijdrage.plan_id
    JOIN applications_partner partner ON partner.id = bijdrage.partner_id
    GROUP BY bijdrage.plan_id
),
bedragen AS (
    SELECT
        populatie.subsidie,
        populatie.gevraagd,
        coalesce(bijdragen.van_bedrijven, 0) AS van_bedrijven,
        populatie.subsidie + coalesce(bijdragen.van_bedrijven, 0) AS investering,
        populatie.subsidie + coalesce(bijdragen.alle, 0) AS inkomsten
    FROM populatie
    LEFT JOIN bijdragen ON bijdragen.plan_id = populatie.id
)
SELECT
    regel.code,
    round(min(regel.cents) / 100000.0),
    round(max(regel.cents) / 100000.0),
    round(avg(regel.cents) / 100000.0),
    round(sum(regel.cents) / 100000.0),
    CASE WHEN regel.code NOT IN ('inkomsten', 'gevraagd') THEN round(100 * sum(regel.cents) / sum(investering), 1) END,
    CASE WHEN regel.code <> 'gevraagd' THEN round(100 * sum(regel.cents) / sum(inkomsten), 1) END,
    min(regel.cents),
    max(regel.cents),
    round(avg(regel.cents)),
    sum(regel.cents)
FROM bedragen
CROSS JOIN LATERAL (
    VALUES
        ('subsidie', subsidie), ('cofinanciering', van_bedrijven), ('totaal', investering),
        ('inkomsten', inkomsten), ('gevraagd', gevraagd)
) AS regel (code, cents)
GROUP BY regel.code
