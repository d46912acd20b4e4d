-- Tabel 2.1 as one question: per kind of partner the regions that take part, minimum, maximum, mean and total. Of each
-- region the plan of the newest grant that is in force on the day.
WITH populatie AS (
    SELECT DISTINCT ON (plan.regio_id) plan.id, ronde.vragenlijst_id
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
getekend AS (
    SELECT
        partner.plan_id,
        CASE
            WHEN partner.soort IN ('penvoerder', 'vmbo') THEN 'vmbo'
            WHEN partner.soort IN ('bedrijf', 'branche') THEN 'bedrijven'
            ELSE partner.soort
        END AS soort,
        count(*) AS aantal
    FROM applications_partner partner
    JOIN populatie ON populatie.id = partner.plan_id
    WHERE EXISTS (
        SELECT 1
        FROM applications_ondertekenaareis eis
        WHERE eis.vragenlijst_id = populatie.vragenlijst_id AND eis.partnersoort = partner.soort
    )
    AND NOT EXISTS (
        SELECT 1
        FROM applications_ondertekenaareis eis
        WHERE eis.vragenlijst_id = populatie.vragenlijst_id AND eis.partnersoort = partner.soort
            AND NOT EXISTS (
                SELECT 1
                FROM applications_ondertekening ondertekening
                WHERE ondertekening.partner_id = partner.id AND ondertekening.eis_id = eis.id
            )
    )
    GROUP BY 1, 2
),
alles AS (
    SELECT plan_id, soort, aantal FROM getekend
    UNION ALL
    SELECT plan_id, 'totaal', sum(aantal) FROM getekend WHERE soort <> 'po' GROUP BY plan_id
)
SELECT
    soort,
    CASE WHEN soort <> 'totaal' THEN count(*) END,
    min(aantal),
    max(aantal),
    round(sum(aantal) / (SELECT count(*) FROM populatie), 1),
    sum(aantal)
FROM alles
GROUP BY soort
